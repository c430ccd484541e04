import { EngineError } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { Counts } from '../model/execution-record.ts';
import { type Attempt, changed, type FunctionStatus } from '../model/function-status.ts';
import { dueAtWithoutLease } from './claim.ts';
import { invokingLease } from './lease.ts';
import { after, INVOKE_MARGIN_MS, LEASE_MARGIN_MS, PDA_TIMEOUT_MS, READING_LEASE_MS } from './timing.ts';

/** The steps of a run after its claim, each a change of the status item that is stored only under its lease. */

interface At {
  readonly entry: CatalogueEntry;
  readonly now: Date;
}

/** The attempt after one of its parts, not the last, was processed. */
export function afterPart(attempt: Attempt, counts: Counts): Attempt {
  const { partUntil, writing, ...rest } = attempt;
  return { ...rest, from: partUntil, part: attempt.part + 1, counts };
}

/**
 * The status with what its run has achieved; a run over everything moves the cursor only at its end. Of the part that
 * is stored, the status knows at least as much as the run: an answer of the store may have been lost.
 */
export function progressed(status: FunctionStatus, mine: Attempt): FunctionStatus {
  const { attempt: stored } = status;
  if (stored?.part === mine.part) {
    const { until = mine.until, bundle = mine.bundle } = stored;
    return { ...status, attempt: { ...stored, until, bundle } };
  }
  const cursor = mine.useAll ? status.cursor : mine.from;
  return { ...status, attempt: mine, cursor };
}

/** Takes the lease for reading, or for reading on. */
export function keepReading(status: FunctionStatus, now: Date): FunctionStatus {
  const lease = invokingLease('reading', now, READING_LEASE_MS);
  return changed(status, { lease, dueAt: lease.expiresAt });
}

/** Pins the part about to be processed; from here on a repeated attempt reads exactly the same records. */
export function beginInvoke(
  status: FunctionStatus,
  pin: { readonly until: string; readonly partUntil: string },
  { entry, now }: At,
): FunctionStatus {
  const { writing, ...attempt } = attemptOf(status);
  return invoking({ ...status, attempt: { ...attempt, ...pin } }, { entry, now });
}

/** Takes the step again whose answer came too late for an invocation to start under its lease. */
export function startAgain(status: FunctionStatus, at: At): FunctionStatus {
  return status.lease?.phase === 'reading' ? keepReading(status, at.now) : invoking(status, at);
}

function invoking(status: FunctionStatus, { entry, now }: At): FunctionStatus {
  const lease = invokingLease('invoking', now, entry.timeout * 1000 + INVOKE_MARGIN_MS + LEASE_MARGIN_MS);
  return changed(status, { lease, dueAt: lease.expiresAt });
}

/** The point of no return: what is written after this counts. */
export function beginWrite(
  status: FunctionStatus,
  writing: NonNullable<Attempt['writing']>,
  now: Date,
): FunctionStatus {
  const expiresAt = after(now, 2 * PDA_TIMEOUT_MS);
  return changed(status, {
    attempt: { ...attemptOf(status), writing },
    waitingSince: undefined,
    lease: { phase: 'writing', writeDeadline: after(now, PDA_TIMEOUT_MS), expiresAt },
    dueAt: expiresAt,
  });
}

/** Ends the run: the cursor stands at the end of the window, and what arrived meanwhile is due again. */
export function completeAttempt(
  status: FunctionStatus,
  attempt: Attempt,
  { entry, now }: At,
): FunctionStatus {
  const ended = changed(status, {
    cursor: attempt.until,
    processedUntil: attempt.at,
    lastExecution: now.toISOString(),
    executionStarted: undefined,
    attempt: undefined,
    lease: undefined,
    notBefore: undefined,
    waitingSince: undefined,
    failures: 0,
    lastError: undefined,
  });
  return { ...ended, dueAt: dueAtWithoutLease(ended, entry, now) };
}

/** Gives the lease back with work left. */
export function release(status: FunctionStatus, entry: CatalogueEntry, now: Date): FunctionStatus {
  const free = changed(status, { lease: undefined, executionStarted: undefined });
  return { ...free, dueAt: dueAtWithoutLease(free, entry, now) };
}

function attemptOf(status: FunctionStatus): Attempt {
  if (!status.attempt)
    throw new EngineError('A step was taken without an attempt; report this with the log.');
  return status.attempt;
}
