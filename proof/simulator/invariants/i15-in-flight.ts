import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I15: of one function no more invocations are at work at a time than may be, whoever started them and died since. */
export const inFlight: Invariant = (world, { inFlight: most }) => {
  /** When the invocations of each function end. */
  const ends = new Map<string, readonly number[]>();
  return {
    saw(seen) {
      if (seen.kind !== 'invoked') return;
      const now = world.now.getTime();
      const others = (ends.get(seen.functionId) ?? []).filter((end) => end > now);
      ends.set(seen.functionId, [...others, now + seen.lastsMs]);
      if (others.length >= most)
        throw new Violation('I15', `${others.length + 1} invocations of ${seen.functionId} at a time`);
    },
  };
};
