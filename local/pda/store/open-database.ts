import { join } from 'node:path';
import { type LockOptions, lockDatabase, whileLocked } from './database-lock.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { assertReadable } from './postgres-server.ts';
import type { Database } from './sql.ts';

export interface DatabasePlace {
  /** The embedded database lies in `<dataDir>/pda`. */
  readonly dataDir: string;
  /** Of a PostgreSQL server to use instead. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens the database of the PDAs, for this process alone.
 * @throws DatabaseInUse, DatabaseUnavailable, InvalidInput when a server's database does not fit
 */
export async function openDatabase(place: DatabasePlace, options: LockOptions): Promise<Database> {
  const { dataDir, databaseUrl } = place;
  if (!databaseUrl) return openPglite(join(dataDir, 'pda'));
  assertReadable(databaseUrl);
  const lock = await lockDatabase(databaseUrl, options);
  try {
    return whileLocked(lock, await openPostgres(databaseUrl));
  } catch (error) {
    await lock.close();
    throw error;
  }
}
