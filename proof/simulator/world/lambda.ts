import type { Message } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { toRecord } from '../../../local/queues/sqs-record.ts';
import type { Random } from '../../../local/sample/random.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import type { SimulatedQueue } from './simulated-queue.ts';
import type { World } from './world.ts';

export interface LambdaOptions {
  readonly name: string;
  readonly queue: SimulatedQueue;
  readonly handlerOf: (
    process: SimulatedProcess,
  ) => (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** How long it may run; then it is killed. */
  readonly timeoutMs: number;
  /** After this long an undeleted message comes again. */
  readonly visibilityMs: number;
  /** Told the bodies of what was handled. */
  readonly onHandled?: (bodies: readonly string[]) => void;
  /** Decides how soon it looks. @default - the world's */
  readonly random?: Random;
}

/** A Lambda behind a queue: a process for every batch, partial batch responses, and an end when its time is over. */
export function startLambda(world: World, options: LambdaOptions): void {
  const { random = world.random } = options;
  const poll = () =>
    world.scheduler.after(random.between(1, 20), () => {
      const { messages, delete: deleteHandled } = options.queue.receive(options.visibilityMs);
      if (messages.length === 0) return;
      poll();
      void world.inProcess(options.name, (process) =>
        handle(world, options, process, messages, deleteHandled),
      );
    });
  options.queue.onArrival = poll;
}

async function handle(
  world: World,
  { timeoutMs, handlerOf, onHandled }: LambdaOptions,
  process: SimulatedProcess,
  messages: readonly Message[],
  deleteHandled: (ids: readonly string[]) => void,
): Promise<void> {
  world.scheduler.after(timeoutMs, () => process.kill());
  const deadline = world.now.getTime() + timeoutMs;
  const context = { getRemainingTimeInMillis: () => deadline - world.now.getTime() } as Context;
  const { batchItemFailures } = await handlerOf(process)({ Records: messages.map(toRecord) }, context);
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const handled = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  deleteHandled(handled.map(({ MessageId = '' }) => MessageId));
  onHandled?.(handled.map(({ Body = '' }) => Body));
}
