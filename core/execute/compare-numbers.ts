import { ExactNumber } from '../model/exact-number.ts';

type AnyNumber = number | ExactNumber;

/** A number other than zero is `sign · 0.digits · 10^magnitude`, its digits beginning and ending with no zero. */
interface Decimal {
  readonly sign: number;
  readonly magnitude: number;
  readonly digits: string;
}

const ZERO: Decimal = { sign: 0, magnitude: 0, digits: '' };
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

export const isNumber = (value: unknown): value is AnyNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** Compares by value, to the last digit. Negative: `a` first. */
export function compareNumbers(a: AnyNumber, b: AnyNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [decimalOf(a), decimalOf(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  const bySize =
    left.magnitude - right.magnitude ||
    Number(left.digits > right.digits) - Number(left.digits < right.digits);
  return left.sign * bySize;
}

function decimalOf(value: AnyNumber): Decimal {
  const text = typeof value === 'number' ? String(value) : value.text;
  const [, minus, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const all = whole + fraction;
  const significant = all.replace(/^0+/, '');
  if (significant === '') return ZERO;
  const magnitude = whole.length + Number(exponent) - (all.length - significant.length);
  return { sign: minus ? -1 : 1, magnitude, digits: withoutLastZeros(significant) };
}

/** Not by an expression, which would look at each run of zeros anew. */
function withoutLastZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
