import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { acceptEvents, MOST_EVENTS } from '../../core/manage/accept-events.ts';
import type { DataEventQueue } from '../../core/ports.ts';
import { allow } from './allow.ts';
import { badRequest, noEventAccepted, payloadTooLarge } from './replies.ts';
import type { ApiVariables } from './variables.ts';

export interface EventDeps {
  readonly queue: DataEventQueue;
  /** Makes UUIDs. */
  readonly newId: () => string;
}

/** Of a body: within what Lambda is called with, 6 MB in which each quotation mark counts twice. */
const MOST_MB = 4;
const SEND_FEWER = `Send them in several requests, of at most ${MOST_EVENTS} events and ${MOST_MB} MB each.`;

const bounded = bodyLimit({
  maxSize: MOST_MB * 1024 * 1024,
  onError: (context) => payloadTooLarge(context, `The body is larger than ${MOST_MB} MB`, SEND_FEWER),
});

/** `/events`: what a PDA tells of its new data, by its own token or its owner's. */
export function eventRoutes(deps: EventDeps): Hono<ApiVariables> {
  return new Hono<ApiVariables>().post(
    '/',
    allow(() => [{ role: 'platform' }]),
    bounded,
    (context) => take(deps, context),
  );
}

/** The queue has them before this answers: what is lost afterwards is not lost to the PDA. */
async function take({ queue, newId }: EventDeps, context: Context<ApiVariables>): Promise<Response> {
  const body = parsed(await context.req.text());
  if (body === undefined)
    return badRequest(context, 'The body is not JSON', 'Send one data event, or a list of them.');
  const sent: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (sent.length > MOST_EVENTS)
    return payloadTooLarge(context, `The body holds ${sent.length} events`, SEND_FEWER);
  const { accepted, events, refused } = acceptEvents(sent, context.get('pda'), newId);
  if (accepted === 0 && refused.length > 0) return noEventAccepted(context, refused);
  await queue.send(events);
  return context.json({ accepted, refused }, 202);
}

/** @returns undefined for what is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
