import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I5: after `disable` returned done no invocation starts and nothing is written, until the owner enables again. */
export const disabling: Invariant = (world) => {
  const ended = new Set<string>();
  return {
    saw(seen) {
      if (seen.kind === 'disabled' && !world.latest.get(keyOf(seen))?.enabled) ended.add(keyOf(seen));
      if (seen.kind === 'changed' && seen.after.enabled) ended.delete(keyOf(seen.after));
      const isAct = seen.kind === 'invoked' || (seen.kind === 'written' && seen.records.length > 0);
      if (isAct && ended.has(keyOf(seen)))
        throw new Violation('I5', `${keyOf(seen)} was ${seen.kind} after "done"`);
    },
  };
};
