import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/**
 * Unpacks a zip to `target`, which appears complete or not at all; an existing one is kept as it is. Names that
 * lead out of it are refused, as are links.
 *
 * @returns why it cannot be unpacked, if so
 */
export async function unpackArchive(
  archive: string,
  target: string,
  maxBytes: number,
): Promise<string | undefined> {
  if (await stat(target).catch(() => undefined)) return undefined;
  await mkdir(dirname(target), { recursive: true });
  const scratch = await mkdtemp(`${target}-`);
  try {
    const zip = await openPromise(archive, { lazyEntries: true });
    const refusal = await unpackEntries(zip, scratch, maxBytes).finally(() => zip.close());
    if (!refusal) await rename(scratch, target);
    return refusal;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function unpackEntries(zip: ZipFile, scratch: string, maxBytes: number): Promise<string | undefined> {
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += entry.uncompressedSize;
    if (bytes > maxBytes) return `more than ${maxBytes / 1024 / 1024} MB unpacked`;
    if (isLink(entry)) return `${entry.fileName} is a link`;
    if (entry.fileName.endsWith('/')) continue;
    const path = join(scratch, entry.fileName);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
  }
  return undefined;
}

function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
}
