import { CHANNELS, OBSERVERS, type Observer } from './channels.ts';
import { DECLARED, type Declared } from './declared.ts';
import { FACT_NAMES, FACTS, type Fact } from './facts.ts';

/** What an observer learns of one fact, from the field that tells it most exactly. */
export interface Learned {
  readonly observer: Observer;
  readonly fact: Fact;
  /** Bits for one run of one part. */
  readonly bits: number;
  readonly values: string;
  /** All fields that tell it. */
  readonly fields: readonly Declared[];
}

/** What each observer can learn at most: by fact, since several fields that tell the same tell it once. */
export const LEARNED: readonly Learned[] = OBSERVERS.flatMap((observer) =>
  FACT_NAMES.flatMap((fact) => {
    const seen: readonly Observer[] = [observer];
    const fields = DECLARED.filter(
      (row) => row.fact === fact && CHANNELS[row.channel].observers.some((one) => seen.includes(one)),
    );
    const [most] = fields.toSorted((one, other) => other.values.bits - one.values.bits);
    return most ? [{ observer, fact, fields, bits: most.values.bits, values: most.values.text }] : [];
  }),
);

/** Endpoints below the registered one are told by functions that may write there, and no other. */
const FOR_SUBPATHS: Fact = 'endpoints written';

export function bitsOf(observer: Observer, { withSubpaths }: { readonly withSubpaths: boolean }): number {
  const learned = LEARNED.filter((row) => row.observer === observer);
  const counted = learned.filter(({ fact }) => withSubpaths || fact !== FOR_SUBPATHS);
  return counted.reduce((sum, { bits }) => sum + bits, 0);
}

/** The list as Markdown: who can learn what, and how much of it. */
export function capacityTable(): string {
  const rows = LEARNED.map(({ observer, fact, bits, values }) =>
    [observer, fact, FACTS[fact], values, bits.toFixed(1)].join(' | '),
  );
  const sums = OBSERVERS.map((observer) => `${observer}: ${sumOf(observer)}`);
  return [
    '| observer | learns | why it must be | values | bits |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `Together, of one run of one part: ${sums.join('; ')}.`,
  ].join('\n');
}

function sumOf(observer: Observer): string {
  const [usual, most] = [false, true].map((withSubpaths) => bitsOf(observer, { withSubpaths }).toFixed(1));
  return usual === most ? `${usual} bits` : `${usual} bits (${most} with allowSubpaths)`;
}

/** Where each of it can be seen, as Markdown. */
export function fieldTable(): string {
  const rows = DECLARED.map(({ channel, field, fact, values }) =>
    [channel, `\`${field}\``, fact, values.bits.toFixed(1)].join(' | '),
  );
  return ['| channel | field | tells | bits |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join(
    '\n',
  );
}

/** Every channel, as Markdown. */
export function channelTable(): string {
  const rows = Object.entries(CHANNELS).map(([name, { observers, shows }]) =>
    [name, shows, observers.length === OBSERVERS.length ? 'everybody' : observers.join(', ')].join(' | '),
  );
  return ['| channel | shows | to |', '|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}
