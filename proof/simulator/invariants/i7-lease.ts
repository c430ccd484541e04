import { hasLiveLease } from '../../../core/execute/lease.ts';
import { NO_FAULTS } from '../faults/profile.ts';
import { keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { Invariant } from './invariant.ts';

/** I7: at most one live lease; a run that was fenced off neither invokes, nor writes, nor completes. */
export const lease: Invariant = (world, { lingeringMs }) => {
  const isPunctual = lingeringMs <= NO_FAULTS.lingeringMs;
  const holders = new Map<string, SimulatedProcess>();
  const checkChange = ({ before, after, by }: Extract<Observation, { kind: 'changed' }>) => {
    const key = keyOf(after);
    if (!by.name.startsWith('executor')) return;
    if (after.leaseToken > (before?.leaseToken ?? 0)) {
      if (before && hasLiveLease(before, world.now))
        throw new Violation('I7', `${key} was claimed twice at once`);
      holders.set(key, by);
    } else if (holders.get(key) !== by && changesRun(before, after) && !isEnded(before, after)) {
      throw new Violation('I7', `${key} was changed by ${by.name}, which had lost the lease`);
    }
  };
  return {
    saw(seen) {
      if (seen.kind === 'changed') checkChange(seen);
      if (seen.kind === 'invoked' && holders.get(keyOf(seen)) !== seen.by)
        throw new Violation('I7', `${keyOf(seen)} was invoked by ${seen.by.name}, which had lost the lease`);
      // A PDA later than it promised may still take what is older, until it has seen what is newer.
      if (isPunctual && seen.kind === 'written' && seen.fence !== world.latest.get(keyOf(seen))?.leaseToken)
        throw new Violation('I7', `${keyOf(seen)} wrote under the old token ${seen.fence}`);
    },
  };
};

type Status = Extract<Observation, { kind: 'changed' }>['after'];

/** What its function can no longer run is ended by whoever notices. */
function isEnded(before: Status | undefined, after: Status): boolean {
  return after.ended?.some(({ attempt }) => attempt.id === before?.attempt?.id) ?? false;
}

function changesRun(before: Status | undefined, after: Status): boolean {
  const run = ({ attempt, cursor, lease: held }: Partial<Status> = {}) =>
    JSON.stringify([attempt, cursor, held]);
  return run(before) !== run(after);
}
