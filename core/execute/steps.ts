import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { Counts } from '../model/execution-record.ts';
import { type Attempt, changed, type FunctionStatus } from '../model/function-status.ts';
import { dueAtWithoutLease } from './claim.ts';
import { after, INVOKE_MARGIN_MS, LEASE_MARGIN_MS, PDA_TIMEOUT_MS } from './timing.ts';

/** The steps of a run after its claim, each a change of the status item; the caller has checked the lease. */

export interface PartPin {
  /** End of the whole window. */
  readonly until: string;
  /** End of this part. */
  readonly partUntil: string;
}

/** Pins the part about to be processed; from here on a repeated attempt reads exactly the same records. */
export function beginInvoke(
  status: FunctionStatus,
  attempt: Attempt,
  pin: PartPin,
  { entry, now }: { readonly entry: CatalogueEntry; readonly now: Date },
): FunctionStatus {
  const expiresAt = after(now, entry.timeout * 1000 + INVOKE_MARGIN_MS + LEASE_MARGIN_MS);
  return changed(status, {
    attempt: { ...attempt, ...pin, writing: undefined },
    lease: { phase: 'invoking', expiresAt },
    dueAt: expiresAt,
  });
}

/** The point of no return: what is written after this counts. */
export function beginWrite(
  status: FunctionStatus,
  attempt: Attempt,
  writing: NonNullable<Attempt['writing']>,
  now: Date,
): FunctionStatus {
  const writeDeadline = after(now, PDA_TIMEOUT_MS);
  const expiresAt = after(now, 2 * PDA_TIMEOUT_MS);
  return changed(status, {
    attempt: { ...attempt, writing },
    lease: { phase: 'writing', writeDeadline, expiresAt },
    dueAt: expiresAt,
  });
}

/** The attempt after one of its parts, not the last, was processed. */
export function afterPart(attempt: Attempt, counts: Counts): Attempt {
  return {
    ...attempt,
    from: attempt.partUntil,
    partUntil: undefined,
    writing: undefined,
    part: attempt.part + 1,
    counts,
  };
}

/** Moves the cursor over a processed part; a run over everything moves it only at its end. */
export function completePart(status: FunctionStatus, attempt: Attempt, counts: Counts): FunctionStatus {
  const next = afterPart(attempt, counts);
  return changed(status, { attempt: next, cursor: attempt.useAll ? status.cursor : next.from });
}

/** Ends the run: the cursor stands at the end of the window, and what arrived meanwhile is due again. */
export function completeAttempt(
  status: FunctionStatus,
  attempt: Attempt,
  until: string,
  { entry, now }: { readonly entry: CatalogueEntry; readonly now: Date },
): FunctionStatus {
  const ended = changed(status, {
    cursor: until,
    processedUntil: attempt.at,
    lastExecution: now.toISOString(),
    executionStarted: undefined,
    attempt: undefined,
    lease: undefined,
    notBefore: undefined,
    failures: 0,
    lastError: undefined,
  });
  return { ...ended, dueAt: dueAtWithoutLease(ended, entry, now) };
}

/** Gives the lease back with work left: the rest is sent as a new request. */
export function release(status: FunctionStatus, entry: CatalogueEntry, now: Date): FunctionStatus {
  const free = changed(status, { lease: undefined, executionStarted: undefined });
  return { ...free, dueAt: dueAtWithoutLease(free, entry, now) };
}
