import * as z from 'zod/mini';
import { type DataEvent, dataEventSchema } from './data-event.ts';
import { dateTimeSchema } from './date-time.ts';
import { ERROR_CODES } from './error-code.ts';
import { type ExecutionRequest, executionRequestSchema } from './execution-request.ts';
import { functionIdSchema, pdaNameSchema } from './names.ts';

/** The queues whose messages may die: the one that feeds the dispatcher and the one that feeds the executor. */
export const LETTER_QUEUES = ['data-events', 'executions'] as const;
export type LetterQueue = (typeof LETTER_QUEUES)[number];

/** A message that could not be worked on, kept for the operator. */
export const deadLetterSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  queue: z.enum(LETTER_QUEUES),
  at: dateTimeSchema,
  /** As it came. */
  body: z.string(),
  reason: z.optional(z.string()),
  group: z.optional(z.string()),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Body of the letter about an attempt that was given up: ids and a code, never data. */
export const parkedAttemptSchema = z.object({
  pda: pdaNameSchema,
  functionId: functionIdSchema,
  executionId: z.uuid(),
  part: z.int().check(z.nonnegative()),
  useAll: z.boolean(),
  epoch: z.int().check(z.nonnegative()),
  errorCode: z.enum(ERROR_CODES),
});
export type ParkedAttempt = z.infer<typeof parkedAttemptSchema>;

/** What a letter is about; `unreadable` when its body is nothing that the engine knows. */
export type LetterContent =
  | { readonly kind: 'parked'; readonly parked: ParkedAttempt }
  | { readonly kind: 'request'; readonly request: ExecutionRequest }
  | { readonly kind: 'event'; readonly event: DataEvent }
  | { readonly kind: 'unreadable' };

/** What EventBridge could not put into the queue lies here whole, with its envelope around it. */
const envelopeSchema = z.object({ 'detail-type': z.string(), detail: z.unknown() });

/** The message that the letter was: its body, without the envelope that EventBridge leaves around a data event. */
export function messageOf({ queue, body }: Pick<DeadLetter, 'queue' | 'body'>): string {
  if (queue !== 'data-events') return body;
  const envelope = envelopeSchema.safeParse(parseJson(body));
  return envelope.success ? JSON.stringify(envelope.data.detail) : body;
}

export function readLetter(letter: Pick<DeadLetter, 'queue' | 'body'>): LetterContent {
  const { queue } = letter;
  const content = parseJson(messageOf(letter));
  if (queue === 'data-events') {
    const event = dataEventSchema.safeParse(content);
    return event.success ? { kind: 'event', event: event.data } : { kind: 'unreadable' };
  }
  const parked = parkedAttemptSchema.safeParse(content);
  if (parked.success) return { kind: 'parked', parked: parked.data };
  const request = executionRequestSchema.safeParse(content);
  return request.success ? { kind: 'request', request: request.data } : { kind: 'unreadable' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
