import { setTimeout as sleep } from 'node:timers/promises';
import { reconcile, recover } from '../core/dispatch/reconcile.ts';
import type { DataEvent } from '../core/model/data-event.ts';
import type { OutcomePublisher } from '../core/ports.ts';
import { createDispatcherHandler } from '../lambdas/dispatcher/handler.ts';
import { readEvent } from '../lambdas/dispatcher/read-event.ts';
import { wireDispatcher } from '../lambdas/dispatcher/wire.ts';
import { createExecutorHandler } from '../lambdas/executor/handler.ts';
import { wireExecutor } from '../lambdas/executor/wire.ts';
import { wireReconcile } from '../lambdas/reconcile/wire.ts';
import type { Foundations } from './foundations.ts';
import type { LocalEnvironment } from './local-environment.ts';
import { startEventSource } from './queues/event-source.ts';

const RECONCILE_EVERY_MS = 5_000;

/** As the Lambdas have it. */
const DISPATCHER_TIMEOUT_MS = 60_000;
const EXECUTOR_TIMEOUT_MS = 900_000;

/** One batch after the other, so that the events of one PDA come together. */
const DISPATCHER_BATCH = 10;

/** Runs at the same time; a slow one holds up no other. */
const EXECUTOR_CONCURRENCY = 40;

/** How long a stop waits for runs to end; what does not is resumed at the next start. */
const LONGEST_STOP_MS = 2_500;

export interface WorkOptions {
  readonly foundations: Foundations;
  readonly env: LocalEnvironment;
  readonly outcomes: OutcomePublisher;
  readonly sealed: boolean;
}

/** Starts the dispatcher, the executor and reconcile, first of all on what an earlier engine left behind. */
export async function startWork({
  foundations,
  env,
  outcomes,
  sealed,
}: WorkOptions): Promise<{ stop(): Promise<void> }> {
  const { wiring, tenants, pda, letters } = foundations;
  const sqs = wiring.clients.sqs;
  const surroundings = { outcomes, tenants, sealed, deadLetters: letters.of('executions') };
  const onError = (error: unknown) => wiring.log.internalError(undefined, error);
  const reconcileDeps = wireReconcile(env, wiring);
  const here = new Set(pda.endsWithProcess ? await pda.people() : []);
  await recover({ ...reconcileDeps, isHere: (name) => here.has(name) });
  const dispatcher = startEventSource({
    client: sqs,
    queueUrl: env.DATA_EVENTS_QUEUE_URL,
    handler: createDispatcherHandler(wireDispatcher(env, wiring, letters.of('data-events'))),
    batchSize: DISPATCHER_BATCH,
    concurrency: DISPATCHER_BATCH,
    timeoutMs: DISPATCHER_TIMEOUT_MS,
    onHandled: (bodies) => pda.confirm(bodies.flatMap(eventIds)),
    onError,
  });
  const executor = startEventSource({
    client: sqs,
    queueUrl: env.EXECUTIONS_QUEUE_URL,
    handler: createExecutorHandler(wireExecutor(env, wiring, surroundings)),
    batchSize: 1,
    concurrency: EXECUTOR_CONCURRENCY,
    timeoutMs: EXECUTOR_TIMEOUT_MS,
    onError,
  });
  const timer = setInterval(() => reconcile(reconcileDeps).catch(onError), RECONCILE_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      const ended = Promise.all([dispatcher.stop(), executor.stop()]);
      await Promise.race([ended, sleep(LONGEST_STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** A malformed event has no id that the outbox would know. */
function eventIds(body: string): readonly DataEvent['eventId'][] {
  const event = readEvent(body);
  return typeof event === 'string' ? [] : [event.eventId];
}
