import type { Sql } from './sql.ts';

/** Below this a table is read as fast without statistics. */
const LEAST_BYTES = 256 * 1024;

/**
 * PGlite has nothing that works in the background: without this the planner never learned how the records are spread,
 * and dead rows stayed for ever. Whenever the records have doubled, it looks at them anew.
 */
export class PgliteUpkeep {
  #nextAt = LEAST_BYTES;

  /** To be called between transactions. */
  async afterCommit(sql: Sql): Promise<void> {
    const [row] = await sql.query<{ bytes: number }>(`select pg_relation_size('record')::float8 as bytes`);
    const bytes = row?.bytes ?? 0;
    if (bytes < this.#nextAt) return;
    this.#nextAt = Math.max(LEAST_BYTES, 2 * bytes);
    await sql.query('vacuum (analyze) record, link_member, data_event, pda');
  }
}
