import { NO_COUNTS } from '../model/execution-record.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import type { Attempt, FunctionStatus } from '../model/function-status.ts';

/** Which code runs. */
type Code = Required<Pick<Attempt, 'version' | 'codeHash'>>;

export interface AttemptInput extends Code {
  readonly id: string;
  readonly useAll: boolean;
  readonly trigger: ExecutionRequest['trigger'];
  readonly now: Date;
}

/** The attempt that a run begins with. */
export function newAttempt(
  status: FunctionStatus,
  { id, useAll, trigger, version, codeHash, now }: AttemptInput,
): Attempt {
  return {
    ...{ id, useAll, trigger, version, codeHash },
    at: now.toISOString(),
    epoch: status.epoch,
    from: useAll ? undefined : status.cursor,
    part: 0,
    counts: NO_COUNTS,
  };
}

/** The attempt as a version goes on with it; other code than before asks for a bundle of its own. */
export function ofVersion(attempt: Attempt, { version, codeHash }: Code): Attempt {
  if (attempt.version === version && attempt.codeHash === codeHash) return attempt;
  const { bundle, ...rest } = attempt;
  return { ...rest, version, codeHash };
}
