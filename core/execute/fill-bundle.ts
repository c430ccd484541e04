import { writeDate } from '../model/date-format.ts';
import type { BundlePath, FrozenBundle } from '../model/frozen-bundle.ts';
import type { Json } from '../model/json.ts';
import type { BundleDates } from './dates.ts';

/** What the function would answer to `dates`, with its template in place of a call; still to be checked like any answer. */
export function fillBundle({ bundle, dates }: FrozenBundle, given: BundleDates): Json {
  return dates.reduce<Json>((filled, { path, date, format }) => {
    return replaced(filled, path, writeDate(given[date], format) ?? null);
  }, bundle as Json);
}

/** `value` with `leaf` at the end of `path`. */
function replaced(value: Json, path: BundlePath, leaf: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? replaced(item, rest, leaf) : item));
  }
  // Names such as "__proto__" become plain names here; by assignment they would not.
  const named = Object.entries(value ?? {}).map(([name, item]) => {
    return [name, name === step ? replaced(item, rest, leaf) : item] as const;
  });
  return Object.fromEntries(named);
}
