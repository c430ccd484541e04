import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const OWNER_ONLY = 0o600;

/**
 * Writes a file that is there whole or not at all: what was at `path` stays until everything is safe on disk. Only
 * who writes it may read it, since it holds somebody's data.
 */
export async function writeWholeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${path}.part`;
  // What an interrupted export left there, or somebody laid there, may be open to others.
  await rm(part, { force: true });
  try {
    await pipeline(chunks, createWriteStream(part, { flags: 'wx', mode: OWNER_ONLY, flush: true }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
