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
    await remove(sql, pda, ids);
  });
}

/** Records that go in one transaction: between two of them others get their turn. */
const CHUNK = 5000;

/**
 * Deletes all records that lie at exactly this endpoint, and what links them. What comes there meanwhile stays. Ends
 * with a part deleted when the database fails; to be called again then.
 */
export async function deleteEndpoint(
  database: Database,
  place: { readonly pda: string; readonly endpoint: string },
): Promise<void> {
  const upTo = await database.transaction((sql) => reserveSequence(sql, place.pda, 0));
  let last: number | undefined = 0;
  while (last !== undefined) {
    const bounds: Bounds = { ...place, after: last, upTo };
    last = await database.transaction((sql) => deleteChunk(sql, bounds));
  }
}

interface Bounds {
  readonly pda: string;
  readonly endpoint: string;
  readonly after: number;
  readonly upTo: number;
}

/** @returns the last place in creation order that it emptied, undefined when none was left */
async function deleteChunk(sql: Sql, { pda, endpoint, after, upTo }: Bounds): Promise<number | undefined> {
  await lockPda(sql, pda);
  const rows = await sql.query<{ id: string; seq: string }>(
    `select id, seq::text as seq from record
     where pda = $1 and endpoint = $2 and seq > $3::bigint and seq <= $4::bigint
     order by seq limit ${CHUNK}`,
    [pda, endpoint, after, upTo],
  );
  await remove(
    sql,
    pda,
    rows.map(({ id }) => id),
  );
  const last = rows.at(-1);
  return last && Number(last.seq);
}

async function remove(sql: Sql, pda: string, ids: readonly string[]): Promise<void> {
  await sql.query('delete from link_member where pda = $1 and record_id = any($2::text[]::uuid[])', [
    pda,
    ids,
  ]);
  await sql.query('delete from record where pda = $1 and id = any($2::text[]::uuid[])', [pda, ids]);
}

/** Writers of one PDA come one after the other, so that no two wait for each other's records. */
async function lockPda(sql: Sql, pda: string): Promise<void> {
  await reserveSequence(sql, pda, 0);
}
