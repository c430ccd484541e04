import ical, { type EventInstance, type VEvent } from 'node-ical';
import { MAX_OCCURRENCES } from '../limits.ts';

/** One event in time: the event as it applies there, and the slot of the series that it fills. */
export interface Occurrence {
  readonly event: VEvent;
  readonly start: Date;
  readonly end: Date;
  readonly allDay: boolean;
  /** When the series had planned it; absent for an event that does not recur. */
  readonly slot?: Date | undefined;
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[];
  /** Why not all occurrences are there. */
  readonly shortened?: string | undefined;
}

const UNFOLLOWED = 'has a rule that cannot be followed to its end: only some occurrences were read';
const SECOND = 1000;
const DAY = 86_400 * SECOND;
const UNITS: Readonly<Record<string, number>> = {
  SECONDLY: SECOND,
  MINUTELY: 60 * SECOND,
  HOURLY: 3600 * SECOND,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
  MONTHLY: 31 * DAY,
  YEARLY: 366 * DAY,
};

/**
 * Lists the occurrences of an event up to `until`: exceptions removed, changed instances in place of the
 * planned ones. Of a long series the latest 1,000 are kept.
 */
export function expand(event: VEvent, until: Date): Expansion {
  const changed = changedInstances(event);
  if (!event.rrule) {
    const isInstance = event.recurrenceid instanceof Date;
    return { occurrences: isInstance ? changed : [single(event), ...changed] };
  }
  const { instances, shortened } = plannedInstances(event, until);
  const slots = new Set(changed.map(({ slot }) => slot?.getTime()));
  const planned = instances
    .map(({ start, end, isFullDay }) => ({ event, start, end, allDay: isFullDay, slot: start }))
    .filter(({ slot }) => !slots.has(slot.getTime()));
  const listed = [...planned, ...changed].sort((a, b) => a.start.getTime() - b.start.getTime());
  const first = { ...single(event), slot: event.start };
  return { occurrences: shortened !== undefined && listed.length === 0 ? [first] : listed, shortened };
}

function single(event: VEvent, slot?: Date): Occurrence {
  const allDay = event.datetype === 'date';
  return { event, start: event.start, end: event.end ?? event.start, allDay, slot };
}

/** Each changed instance once: the library files them under two keys. */
function changedInstances(event: VEvent): Occurrence[] {
  const instances = new Set(Object.values(event.recurrences ?? {}) as VEvent[]);
  return [...instances].map((instance) => single(instance, instance.recurrenceid));
}

/** Reads windows that reach back ever further from `until`, since a rule can only be listed from its beginning. */
function plannedInstances(
  event: VEvent,
  until: Date,
): { readonly instances: readonly EventInstance[]; readonly shortened?: string } {
  if (event.start > until) return { instances: [] };
  const options = event.rrule?.options ?? {};
  const unit = UNITS[String(options.freq)] ?? DAY;
  if (timesPerPeriod(options) > MAX_OCCURRENCES) return { instances: [], shortened: UNFOLLOWED };
  let instances: readonly EventInstance[] = [];
  for (let span = unit * MAX_OCCURRENCES; ; span *= 4) {
    const from = new Date(Math.max(event.start.getTime(), until.getTime() - span));
    try {
      instances = ical.expandRecurringEvent(event, { from, to: until, includeOverrides: false });
    } catch {
      return { instances, shortened: UNFOLLOWED };
    }
    if (instances.length > MAX_OCCURRENCES) {
      const shortened = `recurs more than ${MAX_OCCURRENCES} times: only the latest ${MAX_OCCURRENCES} were read`;
      return { instances: instances.slice(-MAX_OCCURRENCES), shortened };
    }
    if (from.getTime() === event.start.getTime()) return { instances };
  }
}

/** A rule that lists every second of every day keeps the library busy for minutes. */
function timesPerPeriod(options: Readonly<Record<string, unknown>>): number {
  return Object.values(options).reduce<number>(
    (product, value) => product * (Array.isArray(value) ? Math.max(1, value.length) : 1),
    1,
  );
}
