import { isDue } from '../dispatch/due.ts';
import { type CatalogueEntry, isRecalled, isRunnable } from '../model/catalogue-entry.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import { type Attempt, changed, type FunctionStatus } from '../model/function-status.ts';
import { isWithinScope } from '../model/scope.ts';
import { newAttempt, ofVersion } from './attempt.ts';
import { keepingEnded } from './ended.ts';
import { hasLiveLease, invokingLease } from './lease.ts';
import {
  after,
  CONSENT_PAUSE_MS,
  FAILURES_TO_SUSPEND,
  LOOK_AGAIN_MS,
  READING_LEASE_MS,
  REQUEST_GRACE_MS,
} from './timing.ts';

/** What to do about an execution request; `next` is stored before anything else happens. */
export type ClaimDecision =
  | { readonly kind: 'claimed'; readonly next: FunctionStatus; readonly attempt: Attempt }
  | { readonly kind: 'declined'; readonly next?: FunctionStatus | undefined };

export interface ClaimInput {
  readonly now: Date;
  readonly entry: CatalogueEntry;
  readonly trigger: ExecutionRequest['trigger'];
  /** Id of the attempt, should a new one begin. */
  readonly newAttemptId: string;
}

/** Decides whether a run may start now, and takes the lease for it. */
export function claim(status: FunctionStatus, input: ClaimInput): ClaimDecision {
  const { now, entry } = input;
  // Nothing to remember: whoever sent the request marked the status first, so what came after the claim is dirt.
  if (hasLiveLease(status, now)) return { kind: 'declined' };
  // A write that was begun is settled whatever the owner has decided since: it may have reached the PDA.
  const unsettled = status.attempt?.writing ? status.attempt : undefined;
  if (!unsettled) {
    if (!status.enabled) return { kind: 'declined', next: dueAgain(status, now, undefined) };
    const why = isRecalled(entry, entry.version) ? 'RECALLED' : 'FUNCTION_UNAVAILABLE';
    if (!isRunnable(entry)) return { kind: 'declined', next: cannotRun(status, why, now) };
    if (!hasConsent(status, entry)) return { kind: 'declined', next: heldBack(status, entry, now) };
  }
  const pausedUntil = status.notBefore && new Date(status.notBefore) > now ? status.notBefore : undefined;
  if (pausedUntil) return { kind: 'declined', next: dueAgain(status, now, pausedUntil) };

  const attempt = unsettled ?? nextAttempt(status, input);
  if (!attempt) return { kind: 'declined', next: dueAgain(status, now, undefined) };
  return { kind: 'claimed', attempt, next: leased(status, attempt, now) };
}

/** For a function that cannot run now, perhaps never again: what was begun ends, and it is looked at again in a while. */
export function cannotRun(
  status: FunctionStatus,
  errorCode: 'RECALLED' | 'FUNCTION_UNAVAILABLE',
  now: Date,
): FunctionStatus | undefined {
  const dueAt = after(now, LOOK_AGAIN_MS);
  const { attempt, requested } = status;
  const isOver = !hasLiveLease(status, now) && !attempt?.writing;
  if (!isOver || !(attempt || requested))
    return dueAgain(status, now, status.dirty || attempt ? dueAt : undefined);
  return ended(status, { dueAt }, { errorCode, now });
}

/**
 * A wider version waits for the owner; the same or a narrower one goes on. Other code under the version that was
 * agreed to is no new version: somebody passed over the review that one would have had.
 */
export function hasConsent({ consent }: FunctionStatus, entry: CatalogueEntry): boolean {
  if (!consent) return false;
  const isOtherCode = consent.version === entry.version && consent.codeHash !== entry.codeHash;
  return !isOtherCode && isWithinScope(entry.scope, consent.scope);
}

export function isSuspended(status: FunctionStatus): boolean {
  return status.failures >= FAILURES_TO_SUSPEND;
}

function nextAttempt(
  status: FunctionStatus,
  { now, entry, trigger, newAttemptId }: ClaimInput,
): Attempt | undefined {
  const { attempt, requested } = status;
  if (attempt && attempt.epoch === status.epoch) return ofVersion(attempt, entry);
  const { version, codeHash } = entry;
  if (requested) return newAttempt(status, { ...requested, now, version, codeHash, trigger: 'manual' });
  const due = isDue(entry.configuration.trigger, status.lastExecution, now);
  if (!status.dirty || !due || isSuspended(status)) return undefined;
  return newAttempt(status, { id: newAttemptId, useAll: false, now, version, codeHash, trigger });
}

/** An attempt whose window is not pinned yet will see everything saved so far: it serves the dirt too. */
function leased(status: FunctionStatus, attempt: Attempt, now: Date): FunctionStatus {
  const lease = invokingLease('reading', now, READING_LEASE_MS);
  const servesRequest = status.requested?.id === attempt.id;
  return changed(status, {
    attempt,
    leaseToken: status.leaseToken + 1,
    lease,
    executionStarted: now.toISOString(),
    dirty: attempt.until === undefined ? false : status.dirty,
    requested: servesRequest ? undefined : status.requested,
    notBefore: undefined,
    dueAt: lease.expiresAt,
  });
}

/**
 * Nothing of it runs before the owner decides, and that may be never: what was begun or asked for ends here. A version
 * may be taken back though, a candidate soon, and then what the owner agreed to runs again: it is looked at again.
 */
function heldBack(status: FunctionStatus, entry: CatalogueEntry, now: Date): FunctionStatus | undefined {
  const { attempt, requested, dirty, lastError } = status;
  const errorCode = 'CONSENT_NEEDED';
  const pauseMs = entry.candidate ? LOOK_AGAIN_MS : CONSENT_PAUSE_MS;
  const isSettled = !attempt && !requested;
  // What ends here is looked for soon, until it is recorded.
  const isLooked = entry.candidate ? dirty || attempt : dirty && isSettled;
  const dueAt = isLooked ? after(now, pauseMs) : undefined;
  const isTold = lastError?.code === errorCode && isSettled;
  if (isTold && dueAt) return dueAgain(status, now, dueAt);
  if (isTold && !status.dueAt) return undefined;
  const change = { lastError: { code: errorCode, at: now.toISOString() }, dueAt } as const;
  return ended(status, change, { errorCode, now });
}

/** Without what was begun and asked for, and the lease of a run that may still be alive; its data is still to be read. */
function ended(
  status: FunctionStatus,
  change: Pick<FunctionStatus, 'dueAt' | 'lastError'>,
  why: { readonly errorCode: ErrorCode; readonly now: Date },
): FunctionStatus {
  const dirty = status.dirty || status.attempt !== undefined;
  const run = { attempt: undefined, lease: undefined, executionStarted: undefined, requested: undefined };
  const next = changed(status, { ...change, ...run, waitingSince: undefined, dirty });
  return keepingEnded(status, next, why);
}

/** Moves a `dueAt` that has passed, so that reconcile does not ask again and again. */
function dueAgain(status: FunctionStatus, now: Date, dueAt: string | undefined): FunctionStatus | undefined {
  const hasPassed = status.dueAt !== undefined && new Date(status.dueAt) <= now;
  if (!hasPassed) return undefined;
  return changed(status, dueAt === undefined ? { dueAt, waitingSince: undefined } : { dueAt });
}

/** When reconcile should look at a status that has no lease: soon if there is unserved work, else never. */
export function dueAtWithoutLease(
  status: FunctionStatus,
  entry: CatalogueEntry,
  now: Date,
): string | undefined {
  if (status.ended) return after(now, REQUEST_GRACE_MS);
  if (!status.enabled) return status.attempt?.writing && after(now, REQUEST_GRACE_MS);
  if (status.attempt) return status.notBefore ?? after(now, REQUEST_GRACE_MS);
  const due = status.dirty && isDue(entry.configuration.trigger, status.lastExecution, now);
  const hasWork = status.requested !== undefined || (due && !isSuspended(status));
  return hasWork ? (status.notBefore ?? after(now, REQUEST_GRACE_MS)) : undefined;
}
