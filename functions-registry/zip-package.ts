import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Zippable, zipSync } from 'fflate';

/** Everyone may read and run everything, whatever the clone's modes: Lambda needs the first, `bootstrap` the second. */
const MODE = 0o755;
const UNIX = 3;
/** Local time on purpose: zip times have no zone, so every machine writes the same bytes. */
const TIME = new Date(1980, 0, 1, 12);

/**
 * Packs files into a zip that is the same, byte for byte, on every machine.
 *
 * @param files path inside the package → path on disk; their order does not matter
 */
export async function zipPackage(files: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    // Thousands of small files: a promise for each takes longer than reading it.
    entries[path] = readFileSync(files.get(path) as string);
  }
  return zipSync(entries, { level: 9, mtime: TIME, os: UNIX, attrs: MODE << 16 });
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
