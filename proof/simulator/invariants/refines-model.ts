import { explain, Unexplained } from '../../model/refine.ts';
import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** Every change that the engine stores is one that the model allows; what the model check found of it holds here. */
export const refinesModel: Invariant = (world) => ({
  saw(seen) {
    if (seen.kind !== 'changed') return;
    try {
      explain(seen.before, seen.after, { now: world.now, position: (cursor) => Number(cursor ?? 0) });
    } catch (error) {
      if (!(error instanceof Unexplained)) throw error;
      throw new Violation('model', `${keyOf(seen.after)} by ${seen.by.name}: ${error.message}`);
    }
  },
});
