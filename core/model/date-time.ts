import * as z from 'zod/mini';

const CALENDAR = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
const WEEK = /^(\d{4})-W(\d{2})(?:-(\d))?/;
const TIME =
  /^T(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/;
const DAY_MS = 86_400_000;

/** Of a year from 0000 to 9999. What lies outside is written in another form, which would not be read again. */
const ISO_LENGTH = '2024-05-01T10:00:00.000Z'.length;

/**
 * Reads the date forms PDAs and functions write: ISO 8601 down to a bare year, week dates, offsets with or
 * without a colon, and numbers as milliseconds since 1970. A missing offset means UTC.
 *
 * @returns ISO 8601 with milliseconds in UTC, or undefined when `value` is no date of the years 0000 to 9999.
 */
export function readDateTime(value: unknown): string | undefined {
  if (typeof value === 'number') return toIso(value);
  if (typeof value !== 'string') return undefined;
  const week = WEEK.exec(value);
  const date = week ?? CALENDAR.exec(value);
  if (!date) return undefined;
  const day = week ? weekDay(week) : calendarDay(date);
  const rest = value.slice(date[0].length);
  const time = rest === '' ? 0 : timeOfDay(rest);
  return day === undefined || time === undefined ? undefined : toIso(day + time);
}

function toIso(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return text.length === ISO_LENGTH ? text : undefined;
}

/** Unlike `Date.UTC`, which takes the years 0 to 99 for the twentieth century. */
function utcDay(year: string | undefined, month: number, day: number): number {
  return new Date(0).setUTCFullYear(Number(year), month, day);
}

function calendarDay([, year, month = '01', day = '01']: RegExpExecArray): number | undefined {
  const time = utcDay(year, Number(month) - 1, Number(day));
  const date = new Date(time);
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? time : undefined;
}

function weekDay([, year, week, day = '1']: RegExpExecArray): number | undefined {
  const fourthOfJanuary = utcDay(year, 0, 4);
  const isoDayOfFourth = new Date(fourthOfJanuary).getUTCDay() || 7;
  const monday = fourthOfJanuary + ((Number(week) - 1) * 7 + 1 - isoDayOfFourth) * DAY_MS;
  // A week belongs to the year its Thursday lies in, so a week that year lacks has it elsewhere.
  const isOfYear = new Date(monday + 3 * DAY_MS).getUTCFullYear() === Number(year);
  return isOfYear && /[1-7]/.test(day) ? monday + (Number(day) - 1) * DAY_MS : undefined;
}

function timeOfDay(text: string): number | undefined {
  const time = TIME.exec(text);
  if (!time) return undefined;
  const [, hour, minute = '0', second = '0', fraction = '0', zone = 'Z'] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return seconds * 1000 + Math.trunc(Number(`0.${fraction}`) * 1000) - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || '0');
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** A point in time; always held and written as ISO 8601 with milliseconds in UTC. */
export const dateTimeSchema = z.pipe(
  z
    .union([z.string(), z.number()])
    .check(
      z.refine(
        (value) => readDateTime(value) !== undefined,
        'must be an ISO 8601 date or milliseconds since 1970',
      ),
    ),
  z.transform((value): string => readDateTime(value) as string),
);
