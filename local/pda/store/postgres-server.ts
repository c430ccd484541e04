import { Client } from 'pg';
import { InvalidInput } from '../../../core/errors.ts';
import { DatabaseUnavailable, type Sql } from './sql.ts';

const OLDEST = 15;
const CREATE = 'createdb --template=template0 --encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8 she';

/** Names what was tried, without user and password, and why it failed, by code alone. */
export function unreachable(url: string, error: unknown): DatabaseUnavailable {
  const code = typeof error === 'object' && error && 'code' in error ? ` (${String(error.code)})` : '';
  return new DatabaseUnavailable(
    `The PDA database ${placeOf(url)} cannot be used${code}: see that PostgreSQL runs there, and that user, ` +
      'password and database of SHE_PDA_DATABASE_URL are right.',
    { cause: error },
  );
}

/**
 * The bundle language compares texts by code points, and finds words whatever their case, beyond English too. Asked of
 * the server by example, since what it calls its collations depends on version and system.
 * @throws InvalidInput naming what the server or the database is instead, and how to make one that fits
 */
export async function assertSuitable(sql: Sql): Promise<void> {
  const [server] = await sql.query<{
    version: string;
    encoding: string;
    collation: string;
    ctype: string;
    sorts: boolean;
    folds: boolean;
    zone: string;
    dates: string;
  }>(`
    select current_setting('server_version_num') as version, pg_encoding_to_char(encoding) as encoding,
           datcollate as collation, datctype as ctype,
           '"B"'::jsonb < '"a"'::jsonb and '"a b"'::jsonb < '"a-a"'::jsonb and '"z"'::jsonb < '"é"'::jsonb as sorts,
           to_tsvector('simple', 'É') @@ 'é'::tsquery as folds,
           current_setting('TimeZone') as zone, current_setting('DateStyle') as dates
    from pg_database where datname = current_database()`);
  if (!server) throw new Error('The database does not know itself.');
  const problems: string[] = [];
  const version = Math.floor(Number(server.version) / 10_000);
  if (version < OLDEST) {
    problems.push(`the server is PostgreSQL ${version}: it must be ${OLDEST} or newer`);
  }
  if (server.encoding !== 'UTF8') {
    problems.push(`its encoding is ${server.encoding}, it must be UTF8: make one with "${CREATE}"`);
  }
  if (!server.sorts) {
    problems.push(`its collation is ${server.collation}, it must be C: make one with "${CREATE}"`);
  }
  if (!server.folds) {
    problems.push(`its character type is ${server.ctype}, it must be C.UTF-8: make one with "${CREATE}"`);
  }
  if (server.zone !== 'UTC' || server.dates !== 'ISO, MDY') {
    const found = `its sessions begin with TimeZone ${server.zone} and DateStyle ${server.dates}`;
    problems.push(`${found}, not UTC and ISO, MDY: let nothing in between drop the options of a session`);
  }
  if (problems.length > 0) throw new InvalidInput('The PDA database', problems);
}

/**
 * What is wrong is not told by the words of who reads it: they may quote the password.
 * @throws InvalidInput
 */
export function assertReadable(url: string): void {
  try {
    new URL(url);
    new Client({ connectionString: url });
  } catch {
    throw new InvalidInput('SHE_PDA_DATABASE_URL', [
      'it is no address of a database: write postgres://user:password@host:port/database, with other characters than ' +
        'letters and digits in user and password percent-encoded',
    ]);
  }
}

/** The address with options of the session behind those that it has: of an option given twice, the last counts. */
export function withOptions(url: string, options: string): string {
  const place = new URL(url);
  const given = place.searchParams.get('options');
  if (given === null) return url;
  place.searchParams.set('options', `${given} ${options}`);
  return place.href;
}

/** Where a database is, without user and password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'of SHE_PDA_DATABASE_URL';
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host') || 'on this machine'}${pathname}`;
}
