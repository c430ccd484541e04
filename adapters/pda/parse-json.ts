import { parse } from 'lossless-json';
import { ExactNumber } from '../../core/model/exact-number.ts';

/**
 * Numbers, and what looks like one inside a text, that a JavaScript number might not give back: -0, many digits, an
 * exponent, zeros at the end of a fraction or many at its beginning.
 */
const SUSPECTS =
  /(?:^|[:,[\s])(-0(?![.\d])|-?(?=[\d.]{16}|\d+(?:\.\d+)?[eE]|\d+\.\d*0(?!\d)|0\.0{6})[\d.eE+-]+)/g;

/**
 * As `JSON.parse`, with every digit: numbers that would be changed come as ExactNumbers. Costs little more while
 * there are none, several times as much when there are.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return holdsExact(text)
    ? parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue })
    : JSON.parse(text);
}

/** May take a text for a number, never a number for a text. */
function holdsExact(text: string): boolean {
  for (const [, token = ''] of text.matchAll(SUSPECTS)) if (!survives(token)) return true;
  return false;
}

function parseNumber(token: string): number | ExactNumber {
  return survives(token) ? Number(token) : new ExactNumber(token);
}

function survives(token: string): boolean {
  return String(Number(token)) === token;
}
