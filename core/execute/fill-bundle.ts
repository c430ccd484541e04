import { writeDate } from '../model/date-format.ts';
import type { BundlePath, FrozenBundle } from '../model/frozen-bundle.ts';
import type { Json } from '../model/json.ts';
import type { BundleDates } from './dates.ts';

/** What the function would answer to `dates`, with its template in place of a call; still to be checked like any answer. */
export function fillBundle({ bundle, dates }: FrozenBundle, given: BundleDates): Json {
  const values = new Map(
    dates.map(({ path, date, format }) => [keyOf(path), writeDate(given[date], format)]),
  );
  return filled(bundle as Json, [], values);
}

function filled(value: Json, path: BundlePath, values: ReadonlyMap<string, Json | undefined>): Json {
  if (Array.isArray(value)) return value.map((item, index) => filled(item, [...path, index], values));
  if (typeof value !== 'object' || value === null) return values.get(keyOf(path)) ?? value;
  // Names such as "__proto__" become plain names here; by assignment they would not.
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, filled(item as Json, [...path, name], values)]),
  );
}

const keyOf = (path: BundlePath) => JSON.stringify(path);
