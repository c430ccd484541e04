import type { EngineLog } from '../core/ports.ts';
import { describeError } from '../lambdas/shared/describe-error.ts';

/** The engine's log on one machine: a line on standard error, ids and error names only. */
export const consoleLog: EngineLog = {
  internalError(executionId, error, ids) {
    const { errorName, frames } = describeError(error);
    const execution = executionId ? ` in execution ${executionId}` : '';
    const item = ids ? ` with ${JSON.stringify(ids)}` : '';
    console.error(`internal error${execution}${item}: ${errorName}\n  ${frames.join('\n  ')}`);
  },
};
