import type { FunctionStatus } from '../model/function-status.ts';

/** Whether somebody is running the function at this moment. */
export function hasLiveLease(status: FunctionStatus, now: Date): boolean {
  return status.lease !== undefined && new Date(status.lease.expiresAt) > now;
}

/** Whether the run that holds `token` may go on: nobody has taken over, and the owner still agrees. */
export function holds(status: FunctionStatus, token: number): boolean {
  return status.leaseToken === token && status.lease !== undefined;
}
