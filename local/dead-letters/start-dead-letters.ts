import { randomUUID } from 'node:crypto';
import { SqsWorkQueues } from '../../adapters/sqs/work-queues.ts';
import { LETTER_QUEUES, type LetterQueue } from '../../core/model/dead-letter.ts';
import { type Wiring, wire } from '../../lambdas/shared/wire.ts';
import type { Foundations } from '../foundations.ts';
import type { LocalEnvironment } from '../local-environment.ts';
import { startEventSource } from '../queues/event-source.ts';
import type { LetterFolder } from './letter-folder.ts';
import type { RedriveOrders } from './redrive-orders.ts';
import { startRedriveService } from './redrive-service.ts';

const FORGET_EVERY_MS = 3_600_000;
const DRAIN_TIMEOUT_MS = 60_000;
const DRAIN_BATCH = 10;

export interface DeadLettersOptions {
  readonly foundations: Pick<Foundations, 'letters'> & { readonly wiring: Wiring };
  readonly env: LocalEnvironment;
  readonly orders: RedriveOrders;
  readonly report: (line: string) => void;
}

/** Stores what dies in the queues, serves what the operator redrives, and forgets what is too old. */
export async function startDeadLetters(options: DeadLettersOptions): Promise<{ stop(): Promise<void> }> {
  const { foundations, env, orders, report } = options;
  const { wiring, letters } = foundations;
  const onError = (error: unknown) => wiring.log.internalError(undefined, error);
  const work = { 'data-events': env.DATA_EVENTS_QUEUE_URL, executions: env.EXECUTIONS_QUEUE_URL };
  const dead = { 'data-events': env.DATA_EVENTS_DLQ_URL, executions: env.EXECUTIONS_DLQ_URL };
  const deps = {
    statuses: wire(wiring).statuses(env.STATUS_TABLE),
    queues: new SqsWorkQueues(wiring.clients.sqs, work),
    now: wiring.now,
    newId: randomUUID,
  };
  const forget = () => letters.forgetOld().catch(onError);
  await forget();
  const service = await startRedriveService({ box: letters, orders, deps, report, onError });
  const drains = LETTER_QUEUES.map((queue) =>
    drain(wiring.clients.sqs, dead[queue], { letters, queue, onError }),
  );
  const timer = setInterval(forget, FORGET_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all([service.stop(), ...drains.map((source) => source.stop())]);
    },
  };
}

/** The emulator's own dead-letter queues hold what it gave up after five deliveries, in memory. */
function drain(
  client: Foundations['wiring']['clients']['sqs'],
  queueUrl: string,
  into: {
    readonly letters: LetterFolder;
    readonly queue: LetterQueue;
    readonly onError: (error: unknown) => void;
  },
) {
  const { letters, queue, onError } = into;
  return startEventSource({
    ...{ client, queueUrl, onError },
    handler: async ({ Records }) => {
      for (const { body } of Records) await letters.of(queue).put({ body });
      return { batchItemFailures: [] };
    },
    batchSize: 1,
    concurrency: DRAIN_BATCH,
    timeoutMs: DRAIN_TIMEOUT_MS,
  });
}
