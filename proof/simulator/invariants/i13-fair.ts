import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** From saving to delivering, when nothing is wrong with this person's PDA and function. */
const FAIR_MS = 60_000;

/** In plays with sick neighbours these are not. */
const HEALTHY = { pda: 'ben.example', functionId: 'beta' };

/** I13: what is wrong with one person's PDA, or with some functions, delays nobody else. */
export const fair: Invariant = (world, { sick }) => {
  if (!sick) return {};
  /** When each record was first seen; what was derived may have to wait for the next event, as loops do. */
  const saved = new Map<string, number>();
  let known = 0;
  return {
    saw(seen) {
      const now = world.now.getTime();
      const { records } = world.pda(HEALTHY.pda);
      for (const { id, chain } of records.slice(known)) if (chain.length === 0) saved.set(id, now);
      known = records.length;
      if (seen.kind !== 'invoked' || keyOf(seen) !== keyOf(HEALTHY)) return;
      const late = seen.records.find((id) => now - (saved.get(id) ?? now) > FAIR_MS);
      if (late) throw new Violation('I13', `${late} waited for more than ${FAIR_MS / 1000} s`);
    },
  };
};
