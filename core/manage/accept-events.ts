import * as z from 'zod/mini';
import { type DataEvent, dataEventSchema } from '../model/data-event.ts';
import { jsonBytes } from '../model/json.ts';
import { unitedEvents } from './united-events.ts';

/** Most events that one request may carry. */
export const MOST_EVENTS = 10_000;

/** Bytes of one event as JSON: it goes into a queue, whose messages are small. */
export const MOST_EVENT_BYTES = 16_000;

/** Problems told of one event: those of as many events as there may be fit into what a Lambda answers, 6 MB. */
const MOST_PROBLEMS = 3;

export interface RefusedEvent {
  /** Place in what was sent, from 0. */
  readonly index: number;
  /** Quotes nothing of the event. */
  readonly reason: string;
}

export interface AcceptedEvents {
  /** How many of those sent are right. */
  readonly accepted: number;
  /** What tells the dispatcher the same as all of them. */
  readonly events: readonly DataEvent[];
  readonly refused: readonly RefusedEvent[];
}

/**
 * Takes the data events that a PDA tells of itself; one that is wrong costs no other.
 * @param pda whose token came with them: it may speak of no other
 * @param newId makes ids for what is sent on
 */
export function acceptEvents(sent: readonly unknown[], pda: string, newId: () => string): AcceptedEvents {
  const good: DataEvent[] = [];
  const refused: RefusedEvent[] = [];
  for (const [index, event] of sent.entries()) {
    const read = readEvent(event, pda);
    if (typeof read === 'string') refused.push({ index, reason: read });
    else good.push(read);
  }
  return { accepted: good.length, events: unitedEvents(good, newId), refused };
}

/** @returns the event, or what is wrong with it */
function readEvent(sent: unknown, pda: string): DataEvent | string {
  const read = dataEventSchema.safeParse(sent, { error: z.locales.en().localeError });
  if (!read.success) return explained(read.error.issues);
  if (read.data.pda !== pda) return 'pda: must be the one whose token is sent';
  const isSmall = jsonBytes(read.data) <= MOST_EVENT_BYTES;
  return isSmall ? read.data : `larger than ${MOST_EVENT_BYTES} bytes: name its endpoints in several events`;
}

function explained(issues: readonly z.core.$ZodIssue[]): string {
  const told = issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => `${placeOf(path)}: ${message}`);
  const more = issues.length > MOST_PROBLEMS ? [`and ${issues.length - MOST_PROBLEMS} more`] : [];
  return [...told, ...more].join('; ');
}

const placeOf = (path: readonly PropertyKey[]) => path.join('.') || 'event';
