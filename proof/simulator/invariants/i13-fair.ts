import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import { isWanted } from './i6-cursor.ts';
import type { Invariant } from './invariant.ts';

/** From saving to delivering, when nothing is wrong with this person's PDA and function. */
const FAIR_MS = 60_000;

/** I13: what is wrong elsewhere delays nobody. For plays in which one function and person are kept healthy. */
export const fair =
  (healthy: { readonly pda: string; readonly functionId: string }): Invariant =>
  (world) => {
    const saved = new Map<string, number>();
    return {
      saw(seen) {
        const now = world.now.getTime();
        for (const record of world.pda(healthy.pda).records.slice(saved.size)) saved.set(record.id, now);
        if (seen.kind !== 'invoked' || keyOf(seen) !== keyOf(healthy)) return;
        const late = seen.records.find((id) => now - (saved.get(id) ?? 0) > FAIR_MS);
        if (late) throw new Violation('I13', `${late} waited for more than ${FAIR_MS / 1000} s`);
      },
      atRest() {
        const { functionId, pda } = healthy;
        if (!world.pda(pda).records.some((record) => isWanted(functionId, record)))
          throw new Violation('I13', 'nothing was there to be delivered');
      },
    };
  };
