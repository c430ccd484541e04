import { randomUUID } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** As Lambda's event source mapping: most records a batch. */
const BATCH = 10;
const WAIT_S = 20;

export interface EventSourceOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** Batches at work at the same time. */
  readonly concurrency: number;
  /** How long the handler may work on a batch, ms. */
  readonly timeoutMs: number;
  /** Told the bodies of messages that were handled and will not come again. */
  readonly onHandled?: (bodies: readonly string[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface EventSource {
  /** Takes no more messages, and waits for the batches at work. */
  stop(): Promise<void>;
}

/** Feeds a queue to a handler as Lambda's event source mapping does, partial batch responses included. */
export function startEventSource(options: EventSourceOptions): EventSource {
  const stopping = new AbortController();
  const pollers = Array.from({ length: options.concurrency }, () => poll(options, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
}

async function poll(options: EventSourceOptions, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const receive = new ReceiveMessageCommand({
        QueueUrl: options.queueUrl,
        MaxNumberOfMessages: BATCH,
        WaitTimeSeconds: WAIT_S,
        MessageSystemAttributeNames: ['All'],
      });
      const { Messages = [] } = await options.client.send(receive, { abortSignal: stop });
      if (Messages.length > 0) await handle(options, Messages);
    } catch (error) {
      if (!stop.aborted) options.onError(error);
    }
  }
}

async function handle(options: EventSourceOptions, messages: readonly Message[]): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => deadline - Date.now() };
  const { batchItemFailures } = await options.handler(
    { Records: messages.map(toRecord) },
    context as Context,
  );
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const handled = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  if (handled.length === 0) return;
  await options.onHandled?.(handled.map(({ Body = '' }) => Body));
  const Entries = handled.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await options.client.send(new DeleteMessageBatchCommand({ QueueUrl: options.queueUrl, Entries }));
}

function toRecord({ MessageId = '', ReceiptHandle = '', Body = '' }: Message): SQSRecord {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:local',
    awsRegion: 'eu-west-1',
  };
}
