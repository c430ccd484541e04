import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { EngineError } from '../../core/errors.ts';

/** Most entries SQS takes at once. */
const BATCH = 10;

export interface OutgoingMessage {
  readonly body: unknown;
  /** For fair queueing. */
  readonly group: string;
  /** Delivered no earlier than that, 15 min at most. @default 0 */
  readonly delayMs?: number;
}

/**
 * Sends messages as JSON, ten at a time.
 * @throws EngineError when SQS did not take every one; some may have been sent then
 */
export async function sendBatches(
  client: SQSClient,
  queueUrl: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH) {
    const Entries = messages.slice(start, start + BATCH).map(({ body, group, delayMs = 0 }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(body),
      MessageGroupId: group,
      ...(delayMs > 0 ? { DelaySeconds: Math.ceil(delayMs / 1000) } : {}),
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0)
      throw new EngineError(`SQS refused ${Failed.length} of ${Entries.length} messages.`);
  }
}
