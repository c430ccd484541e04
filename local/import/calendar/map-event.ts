import type { Attendee, ParameterValue } from 'node-ical';
import type { Json } from '../../../core/model/json.ts';
import { isoWithOffset } from '../../time/zoned-time.ts';
import type { Occurrence } from './series.ts';

const DAY = 86_400_000;
const RESPONSES: Readonly<Record<string, string>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

/** An occurrence as the `calendar/google/events` feed has it; its id stays the same whenever it is read again. */
export function mapEvent(uid: string, occurrence: Occurrence): Json {
  const { event, slot, allDay } = occurrence;
  const description = textOf(event.description);
  const location = textOf(event.location);
  return {
    id: slot === undefined ? uid : `${uid}_${allDay ? day(slot).replaceAll('-', '') : stamp(slot)}`,
    status: (textOf(event.status) || 'confirmed').toLowerCase(),
    summary: textOf(event.summary),
    ...(description !== '' && { description }),
    ...(location !== '' && { location }),
    ...(allDay ? wholeDays(occurrence) : instants(occurrence)),
    attendees: attendeesOf(event.attendee),
  };
}

function instants({ event, start, end }: Occurrence): Record<string, Json> {
  const zone = event.start.tz ?? 'Etc/UTC';
  return {
    start: { dateTime: isoWithOffset(start, zone) },
    end: { dateTime: isoWithOffset(end, event.end?.tz ?? zone) },
  };
}

/** Counted in days, since midnight to midnight is not always 24 hours. The end is the day after, as in Google's. */
function wholeDays({ start, end }: Occurrence): Record<string, Json> {
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  const last = new Date(Date.UTC(start.getFullYear(), start.getMonth(), start.getDate() + days));
  return { start: { date: day(start) }, end: { date: last.toISOString().slice(0, 10) } };
}

/** The library holds a day as midnight of this machine's clock. */
function day(date: Date): string {
  const midnight = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return new Date(midnight).toISOString().slice(0, 10);
}

/** `20250302T090000Z` */
function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The library gives a property with parameters as an object, and one that is repeated as a list. */
function textOf(value: ParameterValue | readonly ParameterValue[] | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  return String((typeof first === 'object' ? first.val : first) ?? '');
}

function attendeesOf(value: Attendee | readonly Attendee[] | undefined): Json[] {
  const attendees: readonly Attendee[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return attendees.map((attendee) => {
    const { val, params } = typeof attendee === 'string' ? { val: attendee, params: {} } : attendee;
    return {
      email: val.replace(/^mailto:/i, ''),
      ...(params.CN !== undefined && { displayName: String(params.CN) }),
      responseStatus: RESPONSES[params.PARTSTAT ?? ''] ?? 'needsAction',
    };
  });
}
