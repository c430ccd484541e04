import type { Sql } from '../sql.ts';
import { ENGINE } from './engine.ts';
import { EXTRACT } from './extract.ts';
import { PEOPLE } from './people.ts';
import { QUERIES } from './queries.ts';
import { RECORDS } from './records.ts';

/**
 * Makes what is missing; does nothing on a database that has it all. Databases of earlier versions exist: what is
 * added to a table is added by a statement of its own, which may be repeated.
 */
export async function prepareSchema(sql: Sql): Promise<void> {
  for (const statement of [...PEOPLE, ...RECORDS, ...QUERIES, ...ENGINE, ...EXTRACT])
    await sql.query(statement);
}
