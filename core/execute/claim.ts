import { isDue } from '../dispatch/due.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { NO_COUNTS } from '../model/execution-record.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import { type Attempt, changed, type FunctionStatus } from '../model/function-status.ts';
import { isWithinScope } from '../model/scope.ts';
import { hasLiveLease } from './lease.ts';
import { after, FAILURES_TO_SUSPEND, READING_LEASE_MS, REQUEST_GRACE_MS } from './timing.ts';

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
  if (!status.enabled || entry.recalled || !entry.available) {
    return { kind: 'declined', next: withoutStaleDueAt(status, now) };
  }
  if (!hasConsent(status, entry)) return { kind: 'declined', next: heldBack(status, now) };
  // Nothing to remember: whoever sent the request marked the status first, so what came after the claim is dirt.
  if (hasLiveLease(status, now)) return { kind: 'declined' };
  if (status.notBefore && new Date(status.notBefore) > now) return { kind: 'declined' };

  const attempt = nextAttempt(status, input);
  if (!attempt) return { kind: 'declined', next: withoutStaleDueAt(status, now) };
  return { kind: 'claimed', attempt, next: leased(status, attempt, now) };
}

/** A wider version waits for the owner; the same or a narrower one goes on. */
export function hasConsent(status: FunctionStatus, entry: CatalogueEntry): boolean {
  return status.consent !== undefined && isWithinScope(entry.scope, status.consent.scope);
}

export function isSuspended(status: FunctionStatus): boolean {
  return status.failures >= FAILURES_TO_SUSPEND;
}

function nextAttempt(status: FunctionStatus, input: ClaimInput): Attempt | undefined {
  const { attempt, requested } = status;
  const goesOn = attempt && (attempt.epoch === status.epoch || attempt.writing);
  if (goesOn) return { ...attempt, version: input.entry.version };
  if (requested) return newAttempt(status, { ...input, ...requested, trigger: 'manual' });
  const due = isDue(input.entry.configuration.trigger, status.lastExecution, input.now);
  if (!status.dirty || !due || isSuspended(status)) return undefined;
  return newAttempt(status, { ...input, id: input.newAttemptId, useAll: false });
}

function newAttempt(status: FunctionStatus, input: ClaimInput & { id: string; useAll: boolean }): Attempt {
  return {
    id: input.id,
    at: input.now.toISOString(),
    trigger: input.trigger,
    useAll: input.useAll,
    version: input.entry.version,
    epoch: status.epoch,
    from: input.useAll ? undefined : status.cursor,
    part: 0,
    counts: NO_COUNTS,
  };
}

/** An attempt whose window is not pinned yet will see everything saved so far: it serves the dirt too. */
function leased(status: FunctionStatus, attempt: Attempt, now: Date): FunctionStatus {
  const expiresAt = after(now, READING_LEASE_MS);
  const servesRequest = status.requested?.id === attempt.id;
  return changed(status, {
    attempt,
    leaseToken: status.leaseToken + 1,
    lease: { phase: 'reading', expiresAt },
    executionStarted: now.toISOString(),
    dirty: attempt.until === undefined ? false : status.dirty,
    requested: servesRequest ? undefined : status.requested,
    notBefore: undefined,
    dueAt: expiresAt,
  });
}

function heldBack(status: FunctionStatus, now: Date): FunctionStatus | undefined {
  if (status.lastError?.code === 'CONSENT_NEEDED' && !status.dueAt) return undefined;
  return changed(status, { lastError: { code: 'CONSENT_NEEDED', at: now.toISOString() }, dueAt: undefined });
}

function withoutStaleDueAt(status: FunctionStatus, now: Date): FunctionStatus | undefined {
  const isStale = status.dueAt !== undefined && new Date(status.dueAt) <= now;
  return isStale ? changed(status, { dueAt: undefined }) : undefined;
}

/** When reconcile should look at a status that has no lease: soon if there is unserved work, else never. */
export function dueAtWithoutLease(
  status: FunctionStatus,
  entry: CatalogueEntry,
  now: Date,
): string | undefined {
  if (!status.enabled) return undefined;
  if (status.attempt) return status.notBefore ?? after(now, REQUEST_GRACE_MS);
  const due = status.dirty && isDue(entry.configuration.trigger, status.lastExecution, now);
  const hasWork = status.requested !== undefined || (due && !isSuspended(status));
  return hasWork ? (status.notBefore ?? after(now, REQUEST_GRACE_MS)) : undefined;
}
