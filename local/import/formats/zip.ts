import * as yauzl from 'yauzl';
import { InvalidInput } from '../../../core/errors.ts';
import { reasonOf } from '../../failure-reason.ts';
import { counted } from '../counted.ts';
import type { ImportItem, ReadOptions } from '../import-item.ts';
import { MAX_UNPACKED_BYTES } from '../limits.ts';
import { type Entry, isWanted, readArchive } from './archive.ts';

/**
 * Reads a download straight from its zip: nothing is unpacked to disk.
 * @throws InvalidInput when the zip is damaged, has paths that point outside it, or holds nothing to read
 */
export async function* readZip(file: string, name: string, options: ReadOptions): AsyncGenerator<ImportItem> {
  const zip = await openZip(file, name);
  try {
    yield* readArchive(name, await listEntries(zip, name), options);
  } finally {
    zip.close();
  }
}

async function openZip(file: string, name: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw damaged(name, error);
  }
}

async function listEntries(zip: yauzl.ZipFile, name: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (isWanted(entry.fileName)) entries.push(entryOf(zip, entry));
    }
    return entries;
  } catch (error) {
    throw damaged(name, error);
  }
}

function entryOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Entry {
  const scale = entry.compressedSize / Math.max(1, entry.uncompressedSize);
  return {
    path: entry.fileName,
    obstacle: obstacleTo(entry),
    open: async (onRead) => counted(await zip.openReadStreamPromise(entry), onRead, scale),
  };
}

function obstacleTo(entry: yauzl.Entry): string | undefined {
  const unpacked = entry.uncompressedSize;
  if (unpacked > MAX_UNPACKED_BYTES) {
    const mega = Math.round(unpacked / 2 ** 20);
    return `would unpack to ${mega} MB, more than the ${MAX_UNPACKED_BYTES / 2 ** 20} MB allowed inside a zip: if you trust it, unpack the zip and import the file itself`;
  }
  if (entry.isEncrypted()) return 'is encrypted: unpack the zip with its password and import the file itself';
  if (!entry.canDecodeFileData())
    return 'is packed in an unknown way: unpack the zip and import the file itself';
  return undefined;
}

function damaged(name: string, error: unknown): InvalidInput {
  return new InvalidInput(name, [
    `is a damaged or unsafe zip (${reasonOf(error).message}): download it again`,
  ]);
}
