import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { ERRORS, type ErrorCode } from '../model/error-code.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import { dueAtWithoutLease } from './claim.ts';
import {
  after,
  backoffMs,
  FAILURES_TO_SUSPEND,
  REQUEST_GRACE_MS,
  resumeAfterMs,
  TRIES_PER_ATTEMPT,
} from './timing.ts';

export interface FailureInput {
  readonly code: ErrorCode;
  readonly now: Date;
  /** In [0, 1); spreads the retries. */
  readonly random: number;
  readonly entry: CatalogueEntry;
}

export interface FailureDecision {
  readonly next: FunctionStatus;
  /** The attempt was given up and goes to the dead-letter queue; the cursor stays where it is. */
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
  // The PDA may still be at work on what it did not answer to: nobody else starts before that must have ended.
  if (code === 'PDA_UNREACHABLE' && status.lease?.phase === 'writing') {
    return { parked: false, next: { ...failed, lease: status.lease, dueAt: status.lease.expiresAt } };
  }
  if (ERRORS[code].fault !== 'function') {
    const pause = resumeAfterMs(now.getTime() - new Date(status.attempt?.at ?? now).getTime());
    return { parked: false, next: retried(failed, after(now, pause), input) };
  }
  const failures = status.failures + 1;
  // It had its turn.
  const counted = { ...failed, failures, waitingSince: undefined };
  if (failures % TRIES_PER_ATTEMPT !== 0) {
    return { parked: false, next: retried(counted, after(now, backoffMs(failures, input.random)), input) };
  }
  return { parked: true, next: parked(counted, now, input.random) };
}

function retried(status: FunctionStatus, notBefore: string, { entry, now }: FailureInput): FunctionStatus {
  const waiting = { ...status, notBefore };
  return { ...waiting, dueAt: dueAtWithoutLease(waiting, entry, now) };
}

/** Attempts given up that a status item remembers. */
const PARKED_REMEMBERED = 50;

/** Nothing is lost: the cursor has not moved, and the dirt makes the next event or trigger read it all again. */
function parked(status: FunctionStatus, now: Date, random: number): FunctionStatus {
  const suspended = status.failures >= FAILURES_TO_SUSPEND;
  const notBefore = suspended ? undefined : after(now, backoffMs(status.failures, random));
  const givenUp = [status.attempt?.id, ...(status.parked ?? [])];
  return {
    ...status,
    attempt: undefined,
    parked: givenUp.filter((id) => id !== undefined).slice(0, PARKED_REMEMBERED),
    dirty: true,
    notBefore,
    dueAt: status.requested ? (notBefore ?? after(now, REQUEST_GRACE_MS)) : undefined,
  };
}
