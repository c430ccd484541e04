import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { ERRORS, type ErrorCode } from '../model/error-code.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import { dueAtWithoutLease } from './claim.ts';
import { after, backoffMs, FAILURES_TO_SUSPEND, RESUME_AFTER_MS, TRIES_PER_ATTEMPT } from './timing.ts';

export interface FailureInput {
  readonly code: ErrorCode;
  readonly now: Date;
  /** In [0, 1); spreads the retries. */
  readonly random: number;
  readonly entry: CatalogueEntry;
}

export interface FailureDecision {
  readonly next: FunctionStatus;
  /** The attempt was given up and goes to the dead-letter queue; its records stay behind the cursor's front. */
  readonly parked: boolean;
}

/** What a failed run leaves behind: the function's faults count and back off, everyone else's only wait. */
export function fail(status: FunctionStatus, input: FailureInput): FailureDecision {
  const { code, now } = input;
  const failed = changed(status, {
    lease: undefined,
    executionStarted: undefined,
    lastError: { code, at: now.toISOString() },
  });
  if (ERRORS[code].fault !== 'function') {
    return { parked: false, next: retried(failed, after(now, RESUME_AFTER_MS), input) };
  }
  const failures = status.failures + 1;
  const counted = { ...failed, failures };
  if (failures % TRIES_PER_ATTEMPT !== 0) {
    return { parked: false, next: retried(counted, after(now, backoffMs(failures, input.random)), input) };
  }
  return { parked: true, next: parked(counted, now, input.random) };
}

function retried(status: FunctionStatus, notBefore: string, { entry, now }: FailureInput): FunctionStatus {
  const waiting = { ...status, notBefore };
  return { ...waiting, dueAt: dueAtWithoutLease(waiting, entry, now) };
}

/** Nothing is lost: the cursor has not moved, and the dirt makes the next event or trigger read it all again. */
function parked(status: FunctionStatus, now: Date, random: number): FunctionStatus {
  const suspended = status.failures >= FAILURES_TO_SUSPEND;
  return {
    ...status,
    attempt: undefined,
    dirty: true,
    dueAt: undefined,
    notBefore: suspended ? undefined : after(now, backoffMs(status.failures, random)),
  };
}
