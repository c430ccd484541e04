import type { DerivedBatch } from '../../../core/ports.ts';
import { passFence } from './fences.ts';
import { insertLinkGroups } from './link-groups.ts';
import { insertEvent } from './outbox.ts';
import { insertRecords } from './records.ts';
import type { SaveContext } from './save-owner-data.ts';
import type { Sql } from './sql.ts';

/** A newer run of the same function has written or tried to; nothing was saved. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

export interface DerivedSaved {
  /** Records that are new. */
  readonly written: number;
  /** Records that an earlier try had written. */
  readonly existing: number;
}

/**
 * Saves what a function derived, all or nothing, and raises one data event when something is new.
 * @throws Fenced
 */
export function saveDerived(
  context: SaveContext,
  batch: Omit<DerivedBatch, 'deadline'>,
): Promise<DerivedSaved> {
  return context.database.transaction(async (sql) => {
    if (!(await passFence(sql, batch))) throw new Fenced();
    const created = context.now();
    const { stored, lastSeq } = await insertRecords(sql, {
      pda: batch.pda,
      records: batch.records.map(({ id, endpoint, data }) => ({ id, endpoint, data, hash: null })),
      created,
      provenance: batch,
    });
    await link(sql, { batch, stored, seq: lastSeq });
    if (stored.size > 0) {
      const written = batch.records.filter(({ id }) => stored.has(id));
      await insertEvent(sql, {
        eventId: context.newId(),
        pda: batch.pda,
        endpoints: [...new Set(written.map(({ endpoint }) => endpoint))],
        records: stored.size,
        occurredAt: created.toISOString(),
        chain: [...batch.chain],
      });
    }
    return { written: stored.size, existing: batch.records.length - stored.size };
  });
}

async function link(
  sql: Sql,
  { batch, stored, seq }: { batch: Omit<DerivedBatch, 'deadline'>; stored: ReadonlySet<string>; seq: number },
): Promise<void> {
  const groups = batch.records
    .filter(({ id }) => stored.has(id))
    .map(({ id, linkedRecords }) => ({ name: id, members: [id, ...linkedRecords] }));
  await insertLinkGroups(sql, { pda: batch.pda, seq, groups });
}
