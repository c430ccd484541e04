import type { FunctionStatus } from '../model/function-status.ts';
import { ARRIVAL_MS, after, CLOCK_SKEW_MS, START_WITHIN_MS } from './timing.ts';

type Lease = NonNullable<FunctionStatus['lease']>;

/** Whether somebody is running the function at this moment. */
export function hasLiveLease(status: FunctionStatus, now: Date): boolean {
  return status.lease !== undefined && new Date(status.lease.expiresAt) > now;
}

/** Whether the run that holds `token` may go on: nobody has taken over, and the owner still agrees. */
export function holds(status: FunctionStatus, token: number): boolean {
  return status.leaseToken === token && status.lease !== undefined && status.lease.phase !== 'draining';
}

/** A lease under which a function may be invoked, if that starts soon. */
export function invokingLease(phase: 'reading' | 'invoking', now: Date, lastsMs: number): Lease {
  return { phase, expiresAt: after(now, lastsMs), startBy: after(now, START_WITHIN_MS) };
}

/**
 * What is left of a lease when its owner ends the run: a write that was begun is waited for, and so is the moment
 * after which no invocation starts any more, lest one follow the answer that all is over.
 */
export function drained(status: FunctionStatus, now: Date): Lease | undefined {
  const { lease } = status;
  if (!lease || !hasLiveLease(status, now)) return undefined;
  if (lease.phase === 'writing' || lease.phase === 'draining') return lease;
  if (!lease.startBy) return undefined;
  const expiresAt = after(new Date(lease.startBy), ARRIVAL_MS + CLOCK_SKEW_MS);
  return new Date(expiresAt) > now ? { phase: 'draining', expiresAt } : undefined;
}
