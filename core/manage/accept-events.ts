import * as z from 'zod/mini';
import { type DataEvent, dataEventSchema } from '../model/data-event.ts';
import { ENGLISH } from '../model/english.ts';
import { jsonBytes } from '../model/json.ts';
import { functionIdSchema } from '../model/names.ts';
import { chainKey, unitedEvents } from './united-events.ts';

/** Most events that one request may carry. */
export const MOST_EVENTS = 10_000;

/** Bytes of one event as JSON: it goes into a queue, whose messages are small. */
export const MOST_EVENT_BYTES = 16_000;

/** Functions in the chain of one event: many times what touches anybody. */
const MOST_IN_CHAIN = 100;

/** Different chains in one request: each makes a message of its own. */
export const MOST_CHAINS = 100;

/** Problems told of one event: those of as many events as there may be fit into what a Lambda answers, 6 MB. */
const MOST_PROBLEMS = 3;

const eventSchema = z.extend(dataEventSchema, {
  chain: z.optional(
    z
      .array(functionIdSchema)
      .check(z.maxLength(MOST_IN_CHAIN, `must name at most ${MOST_IN_CHAIN} functions`)),
  ),
});

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
  const chains = new Set<string | undefined>();
  for (const [index, event] of sent.entries()) {
    const read = readEvent(event, pda);
    if (typeof read === 'string') refused.push({ index, reason: read });
    else if (chains.add(chainKey(read)).size > MOST_CHAINS) {
      chains.delete(chainKey(read));
      refused.push({
        index,
        reason: `chain: one of more than ${MOST_CHAINS} in a request: send it in another`,
      });
    } else good.push(read);
  }
  return { accepted: good.length, events: unitedEvents(good, newId), refused };
}

/** @returns the event, or what is wrong with it */
function readEvent(sent: unknown, pda: string): DataEvent | string {
  const read = eventSchema.safeParse(sent, ENGLISH);
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
