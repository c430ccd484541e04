import type { EngineLog } from '../core/ports.ts';
import { describeError } from '../lambdas/shared/describe-error.ts';

/** The engine's log on one machine: a line on standard error, ids and error names only. */
export const consoleLog: EngineLog = {
  internalError(executionId, error) {
    const { errorName, frames } = describeError(error);
    const execution = executionId ? ` in execution ${executionId}` : '';
    console.error(`internal error${execution}: ${errorName}\n  ${frames.join('\n  ')}`);
  },
};
