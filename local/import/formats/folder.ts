import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { counted } from '../counted.ts';
import type { ImportItem, ReadOptions } from '../import-item.ts';
import { type Entry, isWanted, readArchive } from './archive.ts';

/**
 * Reads an unpacked download. Links are not followed: they may lead out of it.
 * @throws InvalidInput when it holds nothing to read
 */
export async function* readFolder(
  folder: string,
  name: string,
  options: ReadOptions,
): AsyncGenerator<ImportItem> {
  const entries = (await listWanted(folder)).map(
    (file): Entry => ({
      path: relative(folder, file).replaceAll(sep, '/'),
      open: async (onRead) => counted(createReadStream(file), onRead),
    }),
  );
  yield* readArchive(name, entries, options);
}

/** The files in a folder, and in those inside it, that are looked into. */
export async function listWanted(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isWanted(relative(folder, file).replaceAll(sep, '/')));
}
