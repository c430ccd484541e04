import { ExecutionFailure } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { HeldLease } from './held-lease.ts';
import type { HeldSlot } from './held-slot.ts';

/** A store whose answers come too late this often in a row is better left alone for a while. */
const MOST_STARTS = 3;

export interface Starting {
  readonly now: Clock;
  readonly lease: Pick<HeldLease, 'status'>;
  readonly slot: Pick<HeldSlot, 'isHeld' | 'hold'>;
  /** Asks whether it still may, and renews the lease. */
  startAgain(): Promise<void>;
}

/**
 * Returns when an invocation may start at this moment: its slot outlasts it, and the lease says that it starts in
 * time. One that did not could follow a "done" that its owner was told: it asks again first.
 *
 * @throws NoSlot, ExecutionFailure THROTTLED, or whatever `startAgain` throws
 */
export async function mayStartNow({ now, lease, slot, startAgain }: Starting): Promise<void> {
  const isInTime = () => {
    const startBy = lease.status.lease?.startBy;
    return startBy !== undefined && now() < new Date(startBy);
  };
  for (let asked = 0; !(slot.isHeld && isInTime()); asked++) {
    if (asked === MOST_STARTS) throw new ExecutionFailure('THROTTLED');
    await slot.hold(lease.status.waitingSince !== undefined);
    if (!isInTime()) await startAgain();
  }
}
