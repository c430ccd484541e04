import { reconcile, recover } from '../../../core/dispatch/reconcile.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import { createDispatcherHandler } from '../../../lambdas/dispatcher/handler.ts';
import { createExecutorHandler } from '../../../lambdas/executor/handler.ts';
import { startLambda } from '../world/lambda.ts';
import { portsOf } from '../world/ports.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { World } from '../world/world.ts';

const MINUTE_MS = 60_000;

/** As the stacks have it. */
const DISPATCHER = { timeoutMs: MINUTE_MS, visibilityMs: 6 * MINUTE_MS };
const EXECUTOR = { timeoutMs: 15 * MINUTE_MS, visibilityMs: 15 * MINUTE_MS };

/** Starts the engine's own code in the world: dispatcher, executor, reconcile, and PDAs that tell again. */
export function startEngine(world: World, executor: Partial<typeof EXECUTOR> = {}): void {
  startLambda(world, {
    ...{ name: 'dispatcher', queue: world.events, ...DISPATCHER },
    handlerOf: (process) => createDispatcherHandler(portsOf(world, process)),
    onHandled: (bodies) => {
      for (const body of bodies) confirm(world, JSON.parse(body));
    },
  });
  startLambda(world, {
    ...{ name: 'executor', queue: world.requests, ...EXECUTOR, ...executor },
    handlerOf: (process) => createExecutorHandler(portsOf(world, process)),
  });
  everyMinute(world, () => {
    void world.inProcess('reconcile', async (process) => void (await reconcile(portsOf(world, process))));
    for (const pda of world.pdas.values()) for (const event of pda.unconfirmed) world.tell(event);
  });
}

/** Every process dies, and an engine that knows to be the only one starts. */
export function restartEngine(world: World): void {
  world.killAll();
  const isHere = (pda: string) => !world.isElsewhere(pda);
  const run = async (process: SimulatedProcess) =>
    void (await recover({ ...portsOf(world, process), isHere }));
  void world.inProcess('recover', run);
}

function confirm(world: World, event: DataEvent): void {
  world.pda(event.pda).confirm(event.eventId);
  world.observe({ kind: 'dispatched', event });
}

function everyMinute(world: World, task: () => void): void {
  world.scheduler.after(MINUTE_MS, () => {
    task();
    everyMinute(world, task);
  });
}
