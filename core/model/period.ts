import * as z from 'zod/mini';

const ISO_PERIOD =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds as an ISO period of hours and below, which is how the reference implementation reads a number. */
export function periodFromMilliseconds(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000);
  const seconds = (milliseconds % 60_000) / 1000;
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
}

/** `date` minus an ISO period in UTC, by the calendar: `P1M` is a month, and 31 March minus it is the end of February. */
export function minusPeriod(date: Date, period: string): Date {
  const [, years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (
    ISO_PERIOD.exec(period) ?? []
  ).map((part) => Number(part ?? 0));
  const result = plusMonths(date, -(years * 12 + months));
  result.setUTCDate(result.getUTCDate() - weeks * 7 - days);
  return new Date(result.getTime() - (hours * 3600 + minutes * 60 + seconds) * 1000);
}

/** `date` plus calendar months in UTC; a day the month lacks becomes its last. */
export function plusMonths(date: Date, months: number): Date {
  const result = new Date(date);
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return result;
}

const REMEDY = 'must be an ISO 8601 period such as "P1W", or milliseconds above 0';

function isPeriod(value: string | number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0;
  return ISO_PERIOD.test(value) && /[1-9]/.test(value);
}

/**
 * A length of time, held as an ISO period. A number means milliseconds; 0 is refused, since an old library
 * wrote 0 for every period of an hour and more.
 */
export const periodSchema = z.pipe(
  z.union([z.string(), z.number()]).check(z.refine(isPeriod, REMEDY)),
  z.transform((value): string => (typeof value === 'number' ? periodFromMilliseconds(value) : value)),
);
