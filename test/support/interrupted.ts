import { ExecutionFailure } from '../../core/errors.ts';
import { listExecutions } from '../../core/manage/executions.ts';
import { triggerFunction } from '../../core/manage/trigger.ts';
import type { ErrorCode } from '../../core/model/error-code.ts';
import { anEntry, PDA } from './builders.ts';
import { managementOf } from './management.ts';
import { countDrinks, MemoryEngine } from './memory-engine.ts';

/** Executions that stand still somewhere, and how they are watched ending. */

/** Its process died while the function was running: the lease has run out, and nothing is recorded. */
export async function crashed(): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started();
  await engine.save({ ml: 1 });
  const { replace } = engine.statuses;
  engine.body = () => {
    engine.statuses.replace = engine.executions.put = dead;
    throw new ExecutionFailure('INTERNAL');
  };
  await engine.run().catch(() => undefined);
  engine.statuses.replace = replace;
  engine.executions.put = Object.getPrototypeOf(engine.executions).put;
  engine.body = countDrinks;
  engine.internalErrors.splice(0);
  return engine;
}

export async function dead(): Promise<never> {
  throw new Error('the process is dead');
}

/** One that a function's fault has ended for now. */
export async function waitingForItsNextTry(): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started();
  await engine.save({ ml: 1 });
  engine.body = failing('FUNCTION_ERROR');
  await engine.run();
  engine.body = countDrinks;
  return engine;
}

export const failing = (code: ErrorCode) => () => {
  throw new ExecutionFailure(code);
};

/** Triggered, but the request has not come to the executor. */
export async function requested(useAll = false): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started();
  await triggerFunction(managementOf(engine), PDA, anEntry(), useAll);
  engine.queue.take();
  return engine;
}

/** What the owner is shown now. */
export async function shown(engine: MemoryEngine) {
  const records = await listExecutions(managementOf(engine), PDA, { skip: 0, take: 100 });
  return records.map(({ status, errorCode }) => (errorCode ? `${status} ${errorCode}` : status));
}

/** Lets reconcile look for two hours. */
export async function passTime(engine: MemoryEngine): Promise<void> {
  for (let minutes = 0; minutes < 120; minutes += 5) {
    await engine.pass(300);
    await engine.run();
  }
}
