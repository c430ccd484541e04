import { outputOf } from '../functions/registered.ts';
import { keyOf } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I3: what is written lies in the registered namespace and endpoint. */
export const place: Invariant = () => ({
  saw(seen) {
    if (seen.kind !== 'written') return;
    const astray = seen.records.find(({ endpoint }) => endpoint !== outputOf(seen.functionId));
    if (astray) throw new Violation('I3', `${keyOf(seen)} wrote to ${astray.endpoint}`);
  },
});
