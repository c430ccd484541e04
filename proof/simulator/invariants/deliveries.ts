import { yieldsFor } from '../functions/behaviour.ts';
import { type Item, keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { SimulatedPda, StoredRecord } from '../world/simulated-pda.ts';

/** What functions were given, and whether something must have come of it. */
export class Deliveries {
  /** Records a function was given while it was well. */
  readonly #given = new Map<string, Set<string>>();
  /** Records of which a function in order may have made nothing. */
  readonly #fickle = new Set<string>();
  readonly #runsOverAll = new Set<string>();

  note(seen: Observation): void {
    if (seen.kind === 'changed' && seen.after.attempt?.useAll) this.#runsOverAll.add(seen.after.attempt.id);
    if (seen.kind !== 'invoked' || !seen.isGood) return;
    const given = this.#given.get(keyOf(seen)) ?? new Set();
    for (const id of seen.records) given.add(id);
    this.#given.set(keyOf(seen), given);
    if (seen.isFickle) for (const id of seen.records) this.#fickle.add(`${keyOf(seen)} ${id}`);
  }

  isDone(item: Item, recordId: string, derived: readonly StoredRecord[]): boolean {
    const isGiven = this.#given.get(keyOf(item))?.has(recordId) ?? false;
    const mustYield = yieldsFor(recordId) && !this.#fickle.has(`${keyOf(item)} ${recordId}`);
    return isGiven && (!mustYield || derived.length > 0);
  }

  /** What runs over new data derived twice from one record, or a run over everything did. */
  checkDoubles(pda: SimulatedPda): void {
    const seen = new Set<string>();
    for (const { data, endpoint, executionId, id } of pda.records) {
      if (!executionId) continue;
      const run = this.#runsOverAll.has(executionId) ? executionId : 'new data';
      const key = `${endpoint} ${data.source} ${run}`;
      if (seen.has(key))
        throw new Violation('I4', `${endpoint} has two records from ${data.source}: ${id} of ${executionId}`);
      seen.add(key);
    }
  }
}
