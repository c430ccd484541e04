import type { DeadLetter } from '../../core/model/dead-letter.ts';
import { describeLetter, type LetterDescription } from '../dead-letters/describe-letter.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** Longest value of a letter, and longest body; characters. */
const VALUE = 1000;
const BODY = 4000;

const HEAD = ['id', 'queue', 'when', 'PDA', 'function', 'why'];

/** One line a letter. */
export function letterTable(letters: readonly DeadLetter[]): string {
  const rows = letters.map(describeLetter).map((letter) => {
    const { id, queue, at, pda = '-', functionId = '-' } = letter;
    return [id, queue, at, pda, functionId, why(letter)];
  });
  const count = letters.length === 1 ? 'one dead letter' : `${letters.length} dead letters`;
  return letters.length === 0 ? 'no dead letters' : `${table([HEAD, ...rows])}\n\n${count}`;
}

/** Everything about a letter, a line each. */
export function letterPage(letter: DeadLetter, { withBody }: { readonly withBody: boolean }): string {
  const { bytes, ...description } = describeLetter(letter);
  const fields = Object.entries(description).map(([name, value]) => [name, printable(String(value), VALUE)]);
  const body = withBody
    ? printable(letter.body, BODY)
    : `${bytes} bytes, not shown: it came from outside, and may hold somebody's data (--body shows it)`;
  const isOurs = description.reason === undefined && !description.about.includes('cannot be read');
  const lines = isOurs && !withBody ? fields : [...fields, ['body', body]];
  return lines.map(([name = '', value]) => `${name.padEnd(12)}${value}`).join('\n');
}

/** The same for programs; JSON escapes by itself. */
export function letterJson(
  letter: DeadLetter,
  { withBody }: { readonly withBody: boolean },
): LetterDescription & { readonly body?: string } {
  return { ...describeLetter(letter), ...(withBody && { body: letter.body }) };
}

function why({ errorCode, reason, cause }: LetterDescription): string {
  return errorCode ?? reason ?? cause;
}
