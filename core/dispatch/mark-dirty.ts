import { hasLiveLease } from '../execute/lease.ts';
import { after, REQUEST_GRACE_MS } from '../execute/timing.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';

/**
 * Remembers new data before a request for it is sent. A live lease keeps its own time of reckoning: whoever
 * holds it looks at the dirt when it ends.
 *
 * @returns undefined when the status says so already
 */
export function markDirty(status: FunctionStatus, due: boolean, now: Date): FunctionStatus | undefined {
  const dueAt =
    due && !hasLiveLease(status, now) ? (status.dueAt ?? after(now, REQUEST_GRACE_MS)) : status.dueAt;
  if (status.dirty && dueAt === status.dueAt) return undefined;
  return changed(status, { dirty: true, dueAt });
}
