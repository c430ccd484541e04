import { ExactNumber } from '../../../core/model/exact-number.ts';
import type { Json } from '../../../core/model/json.ts';

/** What PostgreSQL's `numeric` holds: digits before the point, and after it. */
export const MOST_WHOLE_DIGITS = 131_072;
export const MOST_FRACTION_DIGITS = 16_383;

const NUMBER = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Dotted place of the first number that the database cannot hold, empty for `value` itself; undefined for none. */
export function unstorableNumber(value: Json): string | undefined {
  if (value instanceof ExactNumber) return isStorable(value.text) ? undefined : '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const place = unstorableNumber(member);
    if (place !== undefined) return place === '' ? key : `${key}.${place}`;
  }
  return undefined;
}

/** Digits of all numbers that are written with an exponent, when they are written without: the database does that. */
export function digitsWrittenOut(value: Json): number {
  if (typeof value === 'number') return hasExponent(value) ? digitsOf(String(value)) : 0;
  if (value instanceof ExactNumber) return digitsOf(value.text);
  if (typeof value !== 'object' || value === null) return 0;
  let digits = 0;
  for (const member of Object.values(value)) digits += digitsWrittenOut(member);
  return digits;
}

/** Whether JavaScript writes it with one. */
function hasExponent(value: number): boolean {
  const size = Math.abs(value);
  return size >= 1e21 || (size > 0 && size < 1e-6);
}

function digitsOf(text: string): number {
  const { whole, fraction } = writtenOut(text);
  return whole + fraction;
}

function isStorable(text: string): boolean {
  const { whole, fraction } = writtenOut(text);
  return whole <= MOST_WHOLE_DIGITS && fraction <= MOST_FRACTION_DIGITS;
}

/** Digits before and after the point, as if there were no exponent. */
function writtenOut(text: string): { readonly whole: number; readonly fraction: number } {
  const [, before = '', after = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = before + after;
  const leadingZeros = digits.length - digits.replace(/^0+/, '').length;
  const isZero = leadingZeros === digits.length;
  return {
    whole: isZero ? 1 : Math.max(1, before.length + Number(exponent) - leadingZeros),
    fraction: Math.max(0, after.length - Number(exponent)),
  };
}
