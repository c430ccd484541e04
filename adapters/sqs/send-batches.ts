import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { EngineError } from '../../core/errors.ts';
import { inTurns } from '../../core/in-turns.ts';

/** Most entries SQS takes at once. */
const BATCH = 10;
/** Batches under way at once: each mostly waits for its answer, and a PDA waits for all of them. */
const AT_ONCE = 8;

export interface OutgoingMessage {
  readonly body: unknown;
  /** For fair queueing. */
  readonly group: string;
  /** Delivered no earlier than that, 15 min at most. @default 0 */
  readonly delayMs?: number;
}

/**
 * Sends messages as JSON, ten at a time, in no certain order.
 * @throws EngineError when SQS did not take every one; some may have been sent then
 */
export async function sendBatches(
  client: SQSClient,
  queueUrl: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, index) => index * BATCH);
  const refused = await inTurns(starts, AT_ONCE, async (start) => {
    const Entries = messages.slice(start, start + BATCH).map(entryOf);
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return Failed.length;
  });
  const all = refused.reduce((sum, count) => sum + count, 0);
  if (all > 0) throw new EngineError(`SQS refused ${all} of ${messages.length} messages.`);
}

function entryOf({ body, group, delayMs = 0 }: OutgoingMessage, index: number) {
  return {
    Id: String(index),
    MessageBody: JSON.stringify(body),
    MessageGroupId: group,
    ...(delayMs > 0 ? { DelaySeconds: Math.ceil(delayMs / 1000) } : {}),
  };
}
