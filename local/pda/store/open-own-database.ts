import { countStart, readIdentity } from './database-identity.ts';
import type { LockOptions } from './database-lock.ts';
import { forgetFences } from './fences.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';
import { assertSame, assertSameKind, readRemembered, remember } from './remembered-database.ts';
import { prepareSchema } from './schema/prepare.ts';
import type { Database } from './sql.ts';

/**
 * Opens the database that belongs to the data directory, with its schema. The first one that a directory is used with
 * does: how far functions have read is kept there, in numbers of that database.
 *
 * @throws OtherDatabase before anything is written, and what openDatabase throws
 */
export async function openOwnDatabase(place: DatabasePlace, options: LockOptions): Promise<Database> {
  const remembered = await readRemembered(place);
  assertSameKind(place, remembered);
  const database = await openDatabase(place, options);
  try {
    const found = await readIdentity(database);
    assertSame(place, remembered, found);
    await prepareSchema(database);
    if (found && !remembered) await forgetFences(database);
    // Counted there first: an engine that dies in between leaves a database that is ahead, which harms nobody.
    await remember(place, await countStart(database));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
