import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I1: no record of a PDA ever reaches an environment of another tenant. */
export const tenants: Invariant = (world) => ({
  saw(seen) {
    if (seen.kind !== 'invoked') return;
    const stranger = seen.records.find((id) => !world.pda(seen.pda).hasRecord(id));
    if (stranger) throw new Violation('I1', `${seen.functionId} got ${stranger} as ${seen.pda}`);
  },
});
