import type { FunctionStatus } from '../model/function-status.ts';

/**
 * More decisions and runs than there can have been since a copy was made. A run tells PDAs its lease token, and they
 * refuse what comes with a smaller one than they have seen; a request names the epoch that it was made in.
 */
const SINCE = 1_000_000;

/**
 * A status that comes back from a copy of the past. Nobody knows what its owner has decided since, so by default they
 * are asked again: the function is disabled. What ran then has ended, and whoever speaks of it is overtaken.
 *
 * @param keepsConsent the operator knows that nobody can have disabled a function since
 */
export function revive(
  copy: FunctionStatus,
  { now, keepsConsent }: { readonly now: Date; readonly keepsConsent: boolean },
): FunctionStatus {
  const { attempt, lease, requested, ended, notBefore, waitingSince, dueAt, consent, ...kept } = copy;
  const isEnabled = copy.enabled && keepsConsent;
  return {
    ...kept,
    revision: 1,
    epoch: copy.epoch + SINCE,
    leaseToken: copy.leaseToken + SINCE,
    enabled: isEnabled,
    // Reads everything after its cursor.
    ...(isEnabled ? { consent, dirty: true, dueAt: now.toISOString() } : { dirty: false }),
  };
}
