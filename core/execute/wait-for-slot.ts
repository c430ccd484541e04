import type { ExecutionRequest } from '../model/execution-request.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import type { ExecutorDeps } from './deps.ts';
import { after, CLOCK_SKEW_MS, REQUEST_GRACE_MS, slotPauseMs } from './timing.ts';

/** Keeps the work as it is, for a while: every slot of the function is taken. That is nobody's fault, and no failure. */
export function waitForSlot(
  status: FunctionStatus,
  { now, random }: { readonly now: Date; readonly random: number },
): FunctionStatus {
  const waitingSince = status.waitingSince ?? now.toISOString();
  const notBefore = after(now, slotPauseMs(now.getTime() - new Date(waitingSince).getTime(), random));
  // The request that is sent for then comes first; reconcile looks after one that is lost.
  return changed(status, {
    waitingSince,
    notBefore,
    dueAt: after(new Date(notBefore), REQUEST_GRACE_MS),
  });
}

/**
 * Tells the operator, and sends the request for when the pause is over. Whatever goes wrong here, reconcile finds the
 * work too.
 */
export async function askAfterPause(
  { queue, now, log }: Pick<ExecutorDeps, 'queue' | 'now' | 'log'>,
  request: ExecutionRequest,
  { notBefore, attempt }: FunctionStatus,
): Promise<void> {
  const { functionId, trigger } = request;
  log.tell('every slot taken', { executionId: attempt?.id, functionId, trigger });
  const pauseMs = notBefore ? new Date(notBefore).getTime() - now().getTime() : 0;
  await queue.send([request], Math.max(0, pauseMs) + CLOCK_SKEW_MS).catch((error: unknown) => {
    log.internalError(attempt?.id, error);
  });
}
