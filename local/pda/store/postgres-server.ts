import { InvalidInput } from '../../../core/errors.ts';
import { DatabaseUnavailable, type Sql } from './sql.ts';

const OLDEST = 15;
const CREATE = 'createdb --template=template0 --locale=C --encoding=UTF8 she';

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
 * The bundle language compares values as this code does: text by code points, whole bytes of UTF-8.
 * @throws InvalidInput naming what the server or the database is instead, and how to make one that fits
 */
export async function assertSuitable(sql: Sql): Promise<void> {
  const [server] = await sql.query<{ version: string; encoding: string; collation: string; fits: boolean }>(`
    select current_setting('server_version_num') as version, pg_encoding_to_char(encoding) as encoding,
           datcollate as collation,
           '"B"'::jsonb < '"a"'::jsonb and '"a b"'::jsonb < '"a-a"'::jsonb and '"z"'::jsonb < '"é"'::jsonb as fits
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
  if (!server.fits) {
    problems.push(`its collation is ${server.collation}, it must be C: make one with "${CREATE}"`);
  }
  if (problems.length > 0) throw new InvalidInput('The PDA database', problems);
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'of SHE_PDA_DATABASE_URL';
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host') || 'on this machine'}${pathname}`;
}
