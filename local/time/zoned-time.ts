const FIXED = /^(?:GMT)?[+-]\d\d:?\d\d$/;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, made);
  return made;
}

/** Whether `zone` is the name of a time zone (`Europe/London`) or a fixed offset (`GMT+0530`). */
export function isTimeZone(zone: string): boolean {
  if (FIXED.test(zone)) return true;
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

const DAY_MS = 86_400_000;
const midnights = new Map<string, number>();

/** Minutes to add to UTC for the clock in `zone` at `instant`. */
function offsetMinutes(instant: Date, zone: string): number {
  const day = Math.floor(instant.getTime() / DAY_MS);
  const before = offsetAtMidnight(day, zone);
  // Asking for an offset is slow, and most days do not change it.
  return before === offsetAtMidnight(day + 1, zone) ? before : readOffset(instant, zone);
}

function offsetAtMidnight(day: number, zone: string): number {
  const key = `${zone} ${day}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const offset = readOffset(new Date(day * DAY_MS), zone);
  midnights.set(key, offset);
  return offset;
}

function readOffset(instant: Date, zone: string): number {
  const label = FIXED.test(zone) ? zone : formatter(zone).format(instant);
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(label) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `instant` as the clock in `zone` shows it: `2025-03-30T09:00:00+01:00`, with `Z` for no offset. */
export function isoWithOffset(instant: Date, zone: string): string {
  const offset = offsetMinutes(instant, zone);
  const clock = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${clock}Z`;
  const size = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * The instant at which the clock in `zone` shows `minutes` after midnight of `day` (`2025-03-30`). A time that
 * the clock skips is read as the time after the gap.
 */
export function instantAt(day: string, minutes: number, zone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const guess = asUtc - offsetMinutes(new Date(asUtc), zone) * 60_000;
  return new Date(asUtc - offsetMinutes(new Date(guess), zone) * 60_000);
}
