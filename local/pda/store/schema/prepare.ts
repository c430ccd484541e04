import type { Sql } from '../sql.ts';
import { DATABASE } from './database.ts';
import { ENGINE } from './engine.ts';
import { EXTRACT } from './extract.ts';
import { PEOPLE } from './people.ts';
import { QUERIES } from './queries.ts';
import { RECORDS } from './records.ts';

/** Whoever else prepares the same database waits: of two that make the same table at once, one would fail. */
const ALONE = `perform pg_advisory_xact_lock(hashtextextended('smart-hat-engine schema', 0))`;

const STATEMENTS = [ALONE, ...DATABASE, ...PEOPLE, ...RECORDS, ...QUERIES, ...ENGINE, ...EXTRACT];

/**
 * Makes what is missing, all or nothing; does nothing on a database that has it all. Databases of earlier versions
 * exist: what is added to a table is added by a statement of its own, which may be repeated.
 */
export async function prepareSchema(sql: Sql): Promise<void> {
  await sql.query(
    `do $schema$ begin ${STATEMENTS.map((statement) => `${statement};`).join('\n')} end $schema$`,
  );
}
