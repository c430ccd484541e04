import type { VEvent } from 'node-ical';
import ical from 'node-ical';
import { reasonOf } from '../../failure-reason.ts';
import { type Component, type ContentLine, propertyOf } from './components.ts';
import type { CalendarZones } from './zones.ts';

/** Decides what clock a calendar's times are read by. */
export interface Clocks {
  readonly zones: CalendarZones;
  /** For times that name no zone. */
  readonly floating: string;
}

const TEXTS = new Set([
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'STATUS',
  'ATTENDEE',
  'SEQUENCE',
  'DURATION',
  'RRULE',
]);
const DATES = new Set(['DTSTART', 'DTEND', 'EXDATE', 'RECURRENCE-ID']);
const UID = 'event';

/**
 * Has the library read the VEVENTs that share a UID. It is given only the properties that are used, with every
 * time zone already resolved, and a UID of ours: its own handling of unknown zones depends on the machine, and
 * of names such as `X-start` or `__proto__` on luck.
 * @throws Error with what is wrong with the event
 */
export function readEvent(components: readonly Component[], clocks: Clocks): VEvent {
  const body = components.flatMap((component) => [
    'BEGIN:VEVENT',
    `UID:${UID}`,
    ...component.lines.flatMap((line) => rewrite(line, clocks) ?? []),
    'END:VEVENT',
  ]);
  const event = ical.sync.parseICS(['BEGIN:VCALENDAR', ...body, 'END:VCALENDAR'].join('\n'))[UID];
  if (event?.type !== 'VEVENT') throw new Error('is not an event');
  const { start, end } = event as VEvent;
  if (!isDate(start)) throw new Error('has no DTSTART, or one that is not a date');
  if (end !== undefined && !isDate(end)) throw new Error('has a DTEND that is not a date');
  return event as VEvent;
}

/** Reads a VEVENT by itself, so that a fault in it does not take its whole series with it. */
export function tryEvent(
  component: Component,
  clocks: Clocks,
): { readonly event: VEvent } | { readonly fault: string } {
  try {
    return { event: readEvent([component], clocks) };
  } catch (error) {
    const { message } = reasonOf(error);
    const isRule = propertyOf(component, 'RRULE') !== undefined && /rrule|freq/i.test(message);
    return { fault: isRule ? `has an RRULE that cannot be read (${message})` : message };
  }
}

function isDate(value: unknown): boolean {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

function rewrite(line: ContentLine, clocks: Clocks): string | undefined {
  const { name, parameters } = line;
  const value = line.value.replace(/[\u2028\u2029\r\n]/g, '\\n');
  if (DATES.has(name)) return `${name}${zoneOf(line, clocks)}:${value}`;
  if (!TEXTS.has(name)) return undefined;
  const unquoted = parameters.replace(/"([^"]*)"/g, (_, quoted: string) => quoted.replace(/[;:]/g, ' '));
  return `${name}${unquoted}:${value}`;
}

function zoneOf({ name, parameters, value }: ContentLine, clocks: Clocks): string {
  if (/;VALUE=DATE(;|$)/i.test(parameters) || /^\d{8}(,\d{8})*$/.test(value)) return ';VALUE=DATE';
  if (/Z$/i.test(value)) return '';
  const tzid = /;TZID="?([^";]+)"?/i.exec(parameters)?.[1];
  const zone = tzid === undefined ? clocks.floating : clocks.zones.resolve(tzid);
  if (zone === undefined) throw new Error(`${name} is in time zone "${tzid}", which is unknown`);
  return `;TZID=${zone}`;
}
