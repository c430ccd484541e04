import { locate } from './locate.ts';
import { reserveSequence } from './records.ts';
import type { Database, Sql } from './sql.ts';

/**
 * Deletes records and what links them, all or nothing.
 * @throws RecordsMissing
 */
export async function deleteRecords(
  database: Database,
  { pda, ids }: { readonly pda: string; readonly ids: readonly string[] },
): Promise<void> {
  await database.transaction(async (sql) => {
    await lockPda(sql, pda);
    await locate(sql, pda, ids);
    await sql.query('delete from link_member where pda = $1 and record_id = any($2::text[]::uuid[])', [
      pda,
      ids,
    ]);
    await sql.query('delete from record where pda = $1 and id = any($2::text[]::uuid[])', [pda, ids]);
  });
}

/** Deletes all records that lie at exactly this endpoint, and what links them. */
export async function deleteEndpoint(
  database: Database,
  { pda, endpoint }: { readonly pda: string; readonly endpoint: string },
): Promise<void> {
  await database.transaction(async (sql) => {
    await lockPda(sql, pda);
    await sql.query(
      `delete from link_member using record
       where link_member.pda = $1 and record.pda = $1 and record.id = link_member.record_id
         and record.endpoint = $2`,
      [pda, endpoint],
    );
    await sql.query('delete from record where pda = $1 and endpoint = $2', [pda, endpoint]);
  });
}

/** Writers of one PDA come one after the other, so that no two wait for each other's records. */
async function lockPda(sql: Sql, pda: string): Promise<void> {
  await reserveSequence(sql, pda, 0);
}
