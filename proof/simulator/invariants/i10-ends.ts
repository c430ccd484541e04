import { type Item, keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I10: every execution that anybody could see, or was told of, ends. */
export const endings: Invariant = (world) => {
  const begun = new Map<string, string>();
  const begin = (id: string | undefined, item: Item) => id && begun.set(id, keyOf(item));
  return {
    saw(seen) {
      if (seen.kind === 'triggered') begin(seen.executionId, seen);
      if (seen.kind !== 'changed') return;
      begin(seen.after.attempt?.id, seen.after);
      begin(seen.after.requested?.id, seen.after);
    },
    atRest() {
      const stored = new Map(world.executions.all.map((record) => [record.executionId, record]));
      for (const [id, key] of begun) {
        const record = stored.get(id);
        if (!record || record.status === 'running')
          throw new Violation('I10', `execution ${id} of ${key} has no end`);
      }
      for (const [key, { attempt }] of world.latest)
        if (attempt) throw new Violation('I10', `${key} still has attempt ${attempt.id} at rest`);
    },
  };
};
