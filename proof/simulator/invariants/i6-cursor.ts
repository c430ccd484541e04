import { FUNCTIONS } from '../functions/registered.ts';
import { keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { StoredRecord } from '../world/simulated-pda.ts';
import type { Invariant } from './invariant.ts';

const READS = new Map(FUNCTIONS.map(({ id, reads }) => [id, reads]));

/** What every version of a function wants: what its feeds hold, without what it derived itself. */
export function isWanted(
  functionId: string,
  { endpoint, chain }: Pick<StoredRecord, 'endpoint' | 'chain'>,
): boolean {
  return READS.get(functionId)?.includes(endpoint) === true && chain.at(-1) !== functionId;
}

/** I6: the cursor never passes a record that was not processed, and never moves back. */
export const cursor: Invariant = (world) => {
  const processed = new Map<string, Set<string>>();
  const checkMove = ({ before, after }: Extract<Observation, { kind: 'changed' }>) => {
    const [from, to] = [Number(before?.cursor ?? 0), Number(after.cursor ?? 0)];
    if (to < from)
      throw new Violation('I6', `the cursor of ${keyOf(after)} moved back from ${from} to ${to}`);
    const done = processed.get(keyOf(after));
    const skipped = world
      .pda(after.pda)
      .records.slice(from, to)
      .find((record) => isWanted(after.functionId, record) && !done?.has(record.id));
    if (skipped) throw new Violation('I6', `the cursor of ${keyOf(after)} passed ${skipped.id} unprocessed`);
  };
  return {
    saw(seen) {
      if (seen.kind === 'changed') checkMove(seen);
      if (seen.kind !== 'invoked' || !seen.isGood) return;
      const done = processed.get(keyOf(seen)) ?? new Set();
      for (const id of seen.records) done.add(id);
      processed.set(keyOf(seen), done);
    },
  };
};
