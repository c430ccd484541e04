import type { SQSEvent } from 'aws-lambda';
import { reconcile, recover } from '../../../core/dispatch/reconcile.ts';
import { createDispatcherHandler } from '../../../lambdas/dispatcher/handler.ts';
import { createExecutorHandler } from '../../../lambdas/executor/handler.ts';
import { startLambda } from '../../simulator/world/lambda.ts';
import type { SimulatedProcess } from '../../simulator/world/simulated-process.ts';
import { PEOPLE } from '../kinds.ts';
import type { EnginePorts } from './engine-ports.ts';
import type { PairPlay } from './pair-play.ts';
import { portsOf } from './ports.ts';
import { QUEUES, type QueueName } from './queues.ts';

const MINUTE_MS = 60_000;
type Handler = ReturnType<typeof createExecutorHandler>;
type HandlerOf = (play: PairPlay, process: SimulatedProcess) => Handler;

const allAtOnce: HandlerOf = (play, process) => createDispatcherHandler(portsOf(play, process));

/** Each request with ports of its own: how long its function takes is told by its clock alone. */
const eachApart: HandlerOf = (play, process) => async (event, context) => {
  const serve = (Records: SQSEvent['Records']) =>
    createExecutorHandler(portsOf(play, process))({ Records }, context);
  const answers = await Promise.all(event.Records.map((record) => serve([record])));
  return { batchItemFailures: answers.flatMap(({ batchItemFailures }) => batchItemFailures) };
};

/** As the stacks have it. */
const LAMBDAS = {
  'data-events': { timeoutMs: MINUTE_MS, visibilityMs: 6 * MINUTE_MS, handler: allAtOnce },
  executions: { timeoutMs: 15 * MINUTE_MS, visibilityMs: 15 * MINUTE_MS, handler: eachApart },
};

/** Starts the engine's own code: dispatcher and executor for each person's messages, reconcile, PDAs that tell again. */
export function startEngine(play: PairPlay): void {
  for (const name of QUEUES) for (const pda of PEOPLE) startFor(play, name, pda);
  everyMinute(play, () => {
    inProcess(play, 'reconcile', async (ports) => void (await reconcile(ports)));
    for (const pda of play.world.pdas.values()) for (const event of pda.unconfirmed) play.tell(event);
  });
}

function startFor(play: PairPlay, queue: QueueName, pda: string): void {
  const { timeoutMs, visibilityMs, handler } = LAMBDAS[queue];
  const name = `${queue} of ${pda}`;
  startLambda(play.world, {
    ...{
      name,
      queue: play.queues.of(queue, pda),
      timeoutMs,
      visibilityMs,
      random: play.streams.of(`poll ${name}`),
    },
    handlerOf: (process) => handler(play, process),
    onHandled: (bodies) => {
      if (queue === 'executions') return;
      for (const body of bodies) play.world.pda(pda).confirm(JSON.parse(body).eventId);
    },
  });
}

/** Every process dies, and an engine that knows to be the only one starts. */
export function restartEngine(play: PairPlay): void {
  play.world.killAll();
  inProcess(play, 'recover', async (ports) => void (await recover({ ...ports, isHere: () => true })));
}

export function inProcess(play: PairPlay, name: string, task: (ports: EnginePorts) => Promise<void>): void {
  const run = async (process: SimulatedProcess) => task(portsOf(play, process));
  void play.world.inProcess(name, run);
}

function everyMinute(play: PairPlay, task: () => void): void {
  play.world.scheduler.after(MINUTE_MS, () => {
    task();
    everyMinute(play, task);
  });
}
