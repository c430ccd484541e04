import type { ExecutionRequest } from '../model/execution-request.ts';
import type { ExecutorDeps } from './deps.ts';

/**
 * Most requests in a row that the executor sends to its own queue, each for what the run before left over or what came
 * up meanwhile. A chain of as many is 12 h of one run of 15 min after the other; should it ever be a loop, AWS is told
 * not to look for it there, so this ends it.
 */
export const MOST_HOPS = 50;

/**
 * Asks for the work that a run left; after too many times in a row nobody does, and reconcile finds it within minutes.
 * Whatever goes wrong here, reconcile finds it too.
 *
 * @param request what the run has served
 */
export async function goOn(
  { queue, log }: Pick<ExecutorDeps, 'queue' | 'log'>,
  { hops = 0, ...request }: ExecutionRequest,
  executionId: string,
): Promise<void> {
  const { functionId, trigger } = request;
  if (hops >= MOST_HOPS) return log.tell('too many hops', { executionId, functionId, trigger });
  await queue.send([{ ...request, hops: hops + 1 }]).catch((error: unknown) => {
    log.internalError(executionId, error);
  });
}
