import { isSuspended } from '../execute/claim.ts';
import { keepingEnded } from '../execute/ended.ts';
import { drained, hasLiveLease } from '../execute/lease.ts';
import { after, REQUEST_GRACE_MS } from '../execute/timing.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import { isSameScope } from '../model/scope.ts';

/** The owner's decisions, each one change of the status item. */

/** Stores consent to the current version. Consent that is given anew, or to more or less, is a new epoch. */
export function enable(status: FunctionStatus, entry: CatalogueEntry, now: Date): FunctionStatus {
  const consent = {
    version: entry.version,
    scope: entry.scope,
    codeHash: entry.codeHash,
    at: now.toISOString(),
  };
  const goesOn =
    status.enabled && status.consent !== undefined && isSameScope(status.consent.scope, entry.scope);
  const base = goesOn ? status : withoutRun(status, now);
  const requested = goesOn ? status.requested : undefined;
  const unserved = base.dirty || base.attempt !== undefined || requested !== undefined;
  const enabled = changed(base, {
    enabled: true,
    consent,
    epoch: goesOn ? status.epoch : status.epoch + 1,
    requested,
    failures: 0,
    lastError: undefined,
    notBefore: undefined,
    waitingSince: undefined,
    dueAt: base.lease?.expiresAt ?? (unserved ? after(now, REQUEST_GRACE_MS) : undefined),
  });
  return keepingEnded(status, enabled, { errorCode: 'DISABLED', now });
}

/** Withdraws consent. A run that has not begun to write is dropped; one that has is waited for. */
export function disable(status: FunctionStatus, now: Date): FunctionStatus {
  const base = withoutRun(status, now);
  const disabled = changed(base, {
    enabled: false,
    consent: undefined,
    epoch: status.epoch + 1,
    requested: undefined,
    notBefore: undefined,
    waitingSince: undefined,
    dueAt: base.attempt && (base.lease?.expiresAt ?? after(now, REQUEST_GRACE_MS)),
  });
  return keepingEnded(status, disabled, { errorCode: 'DISABLED', now });
}

/**
 * Remembers a manual trigger, or adds it to one not served yet; it also lifts a suspension and any pause. Failures
 * count on otherwise, or triggers alone would keep an attempt from ever being given up.
 * @returns undefined when the owner has not enabled the function
 */
export function request(
  status: FunctionStatus,
  { id, useAll, now }: { readonly id: string; readonly useAll: boolean; readonly now: Date },
): FunctionStatus | undefined {
  if (!status.enabled) return undefined;
  const dueAt = hasLiveLease(status, now) ? status.dueAt : after(now, REQUEST_GRACE_MS);
  const requested = { id: status.requested?.id ?? id, useAll: useAll || (status.requested?.useAll ?? false) };
  const failures = isSuspended(status) ? 0 : status.failures;
  return changed(status, { requested, notBefore: undefined, waitingSince: undefined, failures, dueAt });
}

/** What was begun to be written stays known until the PDA has told whether it has it. */
function withoutRun(status: FunctionStatus, now: Date): FunctionStatus {
  const lease = drained(status, now);
  return {
    ...status,
    attempt: status.attempt?.writing ? status.attempt : undefined,
    dirty: status.dirty || status.attempt !== undefined,
    lease,
    executionStarted: lease?.phase === 'writing' ? status.executionStarted : undefined,
  };
}
