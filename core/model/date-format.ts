import type { Json } from './json.ts';

type Write = (date: Date) => string | number;

const TIMES: Readonly<Record<string, (iso: string) => string>> = {
  'HH:mm': (iso) => iso.slice(11, 16),
  'HH:mm:ss': (iso) => iso.slice(11, 19),
  'HH:mm:ss.SSS': (iso) => iso.slice(11, 23),
  'HH:mm:ss.SSSSSS': (iso) => `${iso.slice(11, 23)}000`,
};
const ZONES = ['Z', '+00:00', '+0000', ''];

/** Day and time in UTC in every form that ISO 8601 and the usual libraries write them. */
const dayAndTime: readonly (readonly [string, Write])[] = Object.entries(TIMES).flatMap(([name, time]) =>
  ['T', ' '].flatMap((between) =>
    ZONES.map((zone): [string, Write] => [
      `yyyy-MM-dd${between}${name}${zone}`,
      (date) => `${day(date)}${between}${time(date.toISOString())}${zone}`,
    ]),
  ),
);

/** Forms in which functions write a date into their bundles, by name. */
const WRITERS: Readonly<Record<string, Write>> = {
  ...Object.fromEntries(dayAndTime),
  'yyyy-MM-dd': day,
  'yyyy-MM': (date) => day(date).slice(0, 7),
  yyyy: (date) => day(date).slice(0, 4),
  yyyyMMdd: (date) => day(date).replaceAll('-', ''),
  'epoch milliseconds': (date) => date.getTime(),
  'epoch milliseconds as text': (date) => String(date.getTime()),
  'epoch seconds': (date) => date.getTime() / 1000,
  'epoch seconds as text': (date) => String(date.getTime() / 1000),
};

export const DATE_FORMATS: readonly string[] = Object.keys(WRITERS);

/** @param date ISO 8601 of the years 0000 to 9999 @param format one of `DATE_FORMATS` */
export function writeDate(date: string, format: string): Json | undefined {
  return WRITERS[format]?.(new Date(date));
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const DAY_TEXT = /^(\d{4})\d{4}$/;

/**
 * Years that a value of a bundle may stand for: a date written as text, a number of milliseconds or seconds since
 * 1970, or a bare year. Deliberately generous, since it tells what may have been taken from the clock.
 */
export function yearsOf(value: Json): readonly number[] {
  if (typeof value === 'string' && !/^\d+$/.test(value)) return [yearAt(Date.parse(value))];
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const [number, packed] = [Number(value), DAY_TEXT.exec(String(value))];
  return [number, yearAt(number), yearAt(number * 1000), Number(packed?.[1])];
}

const yearAt = (milliseconds: number) => new Date(milliseconds).getUTCFullYear();
