import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { compareNumbers, isNumber } from './compare-numbers.ts';

/** Rank of a kind of value in the order PostgreSQL gives jsonb. */
function rank(value: Json): number {
  if (Array.isArray(value)) return 5;
  if (value === null) return 0;
  if (isNumber(value)) return 2;
  switch (typeof value) {
    case 'string':
      return 1;
    case 'boolean':
      return value ? 4 : 3;
    default:
      return 6;
  }
}

/**
 * Compares two values as PostgreSQL's jsonb does with the C collation. Negative: `a` first. By an old quirk, an
 * empty array comes before everything else, unless it lies in an array or object.
 */
export function compareJsonb(a: Json, b: Json): number {
  return Number(isEmptyArray(b)) - Number(isEmptyArray(a)) || compareNested(a, b);
}

const isEmptyArray = (value: Json): boolean => Array.isArray(value) && value.length === 0;

function compareNested(a: Json, b: Json): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (isJsonObject(a) && isJsonObject(b)) return compareObjects(a, b);
  return 0;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, left] of a.entries()) {
    const difference = compareNested(left, b[index] ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Fewer pairs first, then pair by pair; jsonb stores keys by length, then by bytes. */
function compareObjects(a: JsonObject, b: JsonObject): number {
  const [left, right] = [storedPairs(a), storedPairs(b)];
  if (left.length !== right.length) return left.length - right.length;
  for (const [index, [key, value]] of left.entries()) {
    const [otherKey, otherValue] = right[index] ?? [key, value];
    const difference = compareBytes(key, otherKey) || compareNested(value, otherValue);
    if (difference !== 0) return difference;
  }
  return 0;
}

function storedPairs(value: JsonObject): readonly (readonly [string, Json])[] {
  const byLengthThenBytes = (a: string, b: string) =>
    Buffer.byteLength(a) - Buffer.byteLength(b) || compareBytes(a, b);
  return Object.entries(value).sort(([a], [b]) => byLengthThenBytes(a, b));
}
