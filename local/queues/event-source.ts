import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { toRecord } from './sqs-record.ts';

/** Most messages that SQS gives at once. */
const MOST_RECEIVED = 10;
const WAIT_S = 20;
/** Between an error and the next attempt. */
const REST_MS = 1_000;

export interface EventSourceOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** Most messages that the handler gets at once; with 1 no message waits for another. */
  readonly batchSize: number;
  /** Messages at work at the same time; at least a batch. */
  readonly concurrency: number;
  /** How long the handler may work on what it got, ms. */
  readonly timeoutMs: number;
  /** Told the bodies of messages that were handled and will not come again. */
  readonly onHandled?: (bodies: readonly string[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface EventSource {
  /** Takes no more messages, and waits for those at work. */
  stop(): Promise<void>;
}

/** Feeds a queue to a handler as Lambda's event source mapping does, partial batch responses included. */
export function startEventSource(options: EventSourceOptions): EventSource {
  const stopping = new AbortController();
  const polling = poll(options, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return polling;
    },
  };
}

async function poll(options: EventSourceOptions, stop: AbortSignal): Promise<void> {
  const { client, queueUrl, batchSize, concurrency } = options;
  const atWork = new Set<Promise<void>>();
  let room = concurrency;
  const begin = (batch: readonly Message[]) => {
    room -= batch.length;
    const work = attempt(options, stop, () => handle(options, batch)).finally(() => {
      room += batch.length;
      atWork.delete(work);
    });
    atWork.add(work);
  };
  const receiveAndBegin = async () => {
    const most = Math.min(room, MOST_RECEIVED);
    const receive = { QueueUrl: queueUrl, MaxNumberOfMessages: most, WaitTimeSeconds: WAIT_S };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive), { abortSignal: stop });
    for (let start = 0; start < Messages.length; start += batchSize) {
      begin(Messages.slice(start, start + batchSize));
    }
  };
  while (!stop.aborted) {
    if (room < batchSize) await Promise.race(atWork);
    else await attempt(options, stop, receiveAndBegin);
  }
  await Promise.all(atWork);
}

/** Tells of an error and rests, so that what is out of order is not asked without end. */
async function attempt(options: EventSourceOptions, stop: AbortSignal, task: () => Promise<void>) {
  try {
    await task();
  } catch (error) {
    if (stop.aborted) return;
    options.onError(error);
    await sleep(REST_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function handle(options: EventSourceOptions, messages: readonly Message[]): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => deadline - Date.now() };
  const event = { Records: messages.map(toRecord) };
  const { batchItemFailures } = await options.handler(event, context as Context);
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const handled = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  if (handled.length === 0) return;
  await options.onHandled?.(handled.map(({ Body = '' }) => Body));
  const Entries = handled.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await options.client.send(new DeleteMessageBatchCommand({ QueueUrl: options.queueUrl, Entries }));
}
