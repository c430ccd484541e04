import type { Sql } from './sql.ts';

/** Which database it is, and how far it has come. */
export interface DatabaseIdentity {
  /** UUID, made with the database's tables; a restored dump has it too. */
  readonly id: string;
  /** How often engines have started with it: fewer than before means that it is a state of the past. */
  readonly starts: number;
}

const COLUMNS = 'id::text as id, starts::float8 as starts';

/** Writes nothing. @returns undefined when engines have not started with the database, or only earlier versions */
export async function readIdentity(sql: Sql): Promise<DatabaseIdentity | undefined> {
  const [{ isMade } = { isMade: false }] = await sql.query<{ isMade: boolean }>(
    `select to_regclass('pda_database') is not null as "isMade"`,
  );
  if (!isMade) return undefined;
  const [identity] = await sql.query<DatabaseIdentity>(`select ${COLUMNS} from pda_database`);
  return identity;
}

/** To be called once a start, when the schema is prepared. */
export async function countStart(sql: Sql): Promise<DatabaseIdentity> {
  const [identity] = await sql.query<DatabaseIdentity>(
    `update pda_database set starts = starts + 1 returning ${COLUMNS}`,
  );
  if (!identity) throw new Error('The row of pda_database is gone.');
  return identity;
}
