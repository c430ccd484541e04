import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { EngineError } from '../../../core/errors.ts';
import { replaceFile } from '../../data-directory/replace-file.ts';
import type { DatabaseIdentity } from './database-identity.ts';
import type { DatabasePlace } from './open-database.ts';
import { placeOf } from './postgres-server.ts';

/** The data directory was used with another database, or with a later state of it. */
export class OtherDatabase extends EngineError {
  override readonly name = 'OtherDatabase';
}

const rememberedSchema = z.object({
  /** Whether it lies in the data directory itself. */
  embedded: z.boolean(),
  id: z.string(),
  starts: z.number(),
});
export type RememberedDatabase = z.infer<typeof rememberedSchema>;

/** @returns undefined when the data directory was never used, or by earlier versions alone */
export async function readRemembered({ dataDir }: DatabasePlace): Promise<RememberedDatabase | undefined> {
  const path = fileIn(dataDir);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const remembered = rememberedSchema.safeParse(parsed(text));
  if (remembered.success) return remembered.data;
  throw new OtherDatabase(
    `${path} does not say which PDA database its directory belongs to: restore it from a backup, or choose another ` +
      'directory with --data-dir.',
  );
}

/** Also after a crash of the machine. @throws FileNotStored */
export async function remember(place: DatabasePlace, { id, starts }: DatabaseIdentity): Promise<void> {
  const remembered: RememberedDatabase = { embedded: !place.databaseUrl, id, starts };
  await replaceFile(fileIn(place.dataDir), JSON.stringify(remembered));
}

/**
 * To be asked before a database is opened, which may make one.
 * @throws OtherDatabase
 */
export function assertSameKind(place: DatabasePlace, remembered: RememberedDatabase | undefined): void {
  const { dataDir, databaseUrl } = place;
  const isEmbeddedThere = existsSync(join(dataDir, 'pda'));
  if (!databaseUrl && remembered?.embedded === false) {
    throw otherDatabase(place, remembered, 'SHE_PDA_DATABASE_URL unset');
  }
  if (!databaseUrl && remembered && !isEmbeddedThere) {
    throw otherDatabase(place, remembered, `no database in ${join(dataDir, 'pda')}`);
  }
  // Versions that remembered nothing left the embedded database there.
  const wasEmbedded = remembered ? remembered.embedded : isEmbeddedThere;
  if (databaseUrl && wasEmbedded) {
    throw otherDatabase(place, remembered, `the address ${placeOf(databaseUrl)} in SHE_PDA_DATABASE_URL`);
  }
}

/**
 * To be asked before anything is written to it.
 * @param found undefined when it has no identity yet
 * @throws OtherDatabase
 */
export function assertSame(
  place: DatabasePlace,
  remembered: RememberedDatabase | undefined,
  found: DatabaseIdentity | undefined,
): void {
  if (!remembered) return;
  // It may forget its last moments when the power fails, the first ones of all included.
  if (remembered.embedded && !found) return;
  const where = place.databaseUrl ? placeOf(place.databaseUrl) : join(place.dataDir, 'pda');
  if (remembered.id !== found?.id) {
    const which = found ? `database ${found.id}` : 'a database without an id';
    throw otherDatabase(place, remembered, `${which} in ${where}`);
  }
  // The embedded one is copied with its directory, and may have forgotten its last starts.
  if (place.databaseUrl && found.starts < remembered.starts) {
    const past = `as it was at start ${found.starts}, not ${remembered.starts} or later`;
    throw otherDatabase(place, remembered, `that database in ${where} ${past}`);
  }
}

function otherDatabase(
  { dataDir }: DatabasePlace,
  remembered: RememberedDatabase | undefined,
  found: string,
): OtherDatabase {
  const isEmbedded = remembered?.embedded ?? true;
  const known = remembered ? ` ${remembered.id}` : '';
  const belongsTo = isEmbedded ? `the embedded PDA database${known}` : `PDA database${known} of a server`;
  const remedy = isEmbedded ? 'unset SHE_PDA_DATABASE_URL' : 'name that one in SHE_PDA_DATABASE_URL';
  return new OtherDatabase(
    `${dataDir} belongs to ${belongsTo}, but this start found ${found}: functions would pass over records. Restore ` +
      `both from one backup, ${remedy}, or choose another directory with --data-dir; "npx she export" and ` +
      '"npx she import" move records (docs/pda-database.md).',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'pda-database.json');
}
