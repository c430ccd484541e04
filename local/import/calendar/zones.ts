import ical from 'node-ical';
import { isTimeZone } from '../../time/zoned-time.ts';
import { type Component, type ContentLine, propertyOf } from './components.ts';

const CUSTOM = 'Customized Time Zone';
const PROBE = '20250615T120000';

/** Finds the time zones of a calendar, by their names or, for names of its own, by the rules it gives. */
export class CalendarZones {
  readonly #rules: ReadonlyMap<string, Component>;
  readonly #known = new Map<string, string | undefined>();

  constructor(components: readonly Component[]) {
    const zones = components.filter(({ type }) => type === 'VTIMEZONE');
    this.#rules = new Map(zones.map((zone) => [propertyOf(zone, 'TZID') ?? '', zone]));
  }

  /** @returns an IANA name or a fixed offset such as `GMT+0530`; undefined for a zone nobody knows */
  resolve(tzid: string): string | undefined {
    if (!this.#known.has(tzid)) this.#known.set(tzid, this.#find(tzid));
    return this.#known.get(tzid);
  }

  #find(tzid: string): string | undefined {
    if (isTimeZone(tzid)) return tzid;
    const named = probe(tzid, []);
    if (named !== undefined) return named;
    const rules = this.#rules.get(tzid);
    return rules && probe(CUSTOM, [rules]);
  }
}

/** Asks the library which zone it takes `tzid` for. */
function probe(tzid: string, rules: readonly Component[]): string | undefined {
  const text = [
    'BEGIN:VCALENDAR',
    ...rules.flatMap((zone) => print(zone, CUSTOM)),
    'BEGIN:VEVENT',
    'UID:probe',
    `DTSTART;TZID=${tzid}:${PROBE}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n');
  const event = ical.sync.parseICS(text).probe;
  const start = event?.type === 'VEVENT' ? event.start : undefined;
  const zone = start?.tz;
  if (zone === undefined || zone.startsWith(CUSTOM)) return undefined;
  // The library takes a bare +0530 for a number, and the colon of +05:30 for the parameter's end.
  if (/^[+-]/.test(zone)) return `GMT${zone.replace(':', '')}`;
  return isTimeZone(zone) ? zone : fixedOffset(tzid, start);
}

/** `GMT+0200` and `(UTC+02:00) Somewhere` say their offset; the library reads it but does not name it. */
function fixedOffset(tzid: string, start: Date | undefined): string | undefined {
  if (!start || !/^(\(?(utc|gmt)?[+-]\d)/i.test(tzid)) return undefined;
  const minutes = (Date.UTC(2025, 5, 15, 12) - start.getTime()) / 60_000;
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `GMT${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

function print(zone: Component, tzid: string): string[] {
  const line = ({ name, parameters, value }: ContentLine): string =>
    `${name}${parameters}:${name === 'TZID' ? tzid : value}`;
  return [
    `BEGIN:${zone.type}`,
    ...zone.lines.map(line),
    ...zone.inner.flatMap((inner) => print(inner, tzid)),
    `END:${zone.type}`,
  ];
}
