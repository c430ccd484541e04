import type { Expected } from './expected.ts';
import type { Live } from './live-facts.ts';

/** Something that must hold in the account; named, so that documents can say which. */
export interface Claim {
  readonly name: string;
  /** @returns what is otherwise, a line each */
  readonly deviations: (live: Live, expected: Expected) => readonly string[];
}

/** A line for each thing that is there and must not be, and the other way round. */
export function differences(
  what: string,
  found: readonly string[],
  must: readonly string[],
): readonly string[] {
  return [
    ...found.filter((one) => !must.includes(one)).map((one) => `${what} ${one} is there`),
    ...must.filter((one) => !found.includes(one)).map((one) => `${what} ${one} is missing`),
  ];
}

/** A line when a value is not what it must be. */
export function unless(what: string, found: unknown, must: unknown): readonly string[] {
  const [is, ought] = [found, must].map((value) => JSON.stringify(sorted(value)) ?? 'nothing');
  return is === ought ? [] : [`${what} is ${is}, must be ${ought}`];
}

/** With keys in one order, and a list of one as that one: both mean the same to IAM. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.length === 1 ? items[0] : items.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

const text = (value: unknown): string => JSON.stringify(value);
