import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I11: every write is explained by an execution record, to the record. */
export const explained: Invariant = (world) => ({
  atRest() {
    const written = new Map<string, number>();
    for (const pda of world.pdas.values())
      for (const { executionId } of pda.records)
        if (executionId) written.set(executionId, (written.get(executionId) ?? 0) + 1);
    const stored = new Map(world.executions.all.map((record) => [record.executionId, record]));
    for (const [id, count] of written) {
      const record = stored.get(id);
      if (record?.recordsOut !== count) {
        const told = record ? `${record.status} with ${record.recordsOut}` : 'nothing';
        throw new Violation('I11', `execution ${id} wrote ${count} records and its record tells ${told}`);
      }
    }
  },
});
