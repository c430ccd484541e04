import type { Scope } from '../../../core/model/scope.ts';
import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I2: what is read is within the scope that was last consented to. */
export const scope: Invariant = (world) => {
  const agreed = new Map<string, Scope>();
  return {
    saw(seen) {
      if (seen.kind === 'changed' && seen.after.consent)
        agreed.set(keyOf(seen.after), seen.after.consent.scope);
      if (seen.kind !== 'invoked' && seen.kind !== 'read') return;
      const reads = agreed.get(keyOf(seen))?.reads.map(({ endpoint }) => endpoint) ?? [];
      const given = new Set(seen.records);
      const outside = world
        .pda(seen.pda)
        .records.find(({ id, endpoint }) => given.has(id) && !reads.includes(endpoint));
      if (outside) throw new Violation('I2', `${keyOf(seen)} ${seen.kind} a record of ${outside.endpoint}`);
    },
  };
};
