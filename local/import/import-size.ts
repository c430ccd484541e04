import { stat } from 'node:fs/promises';
import { listWanted } from './formats/folder.ts';

/** Bytes that reading `file`, which may be a folder, goes through; 0 when it cannot be told. */
export async function importSize(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (!found.isDirectory()) return found.size;
    const sizes = (await listWanted(file)).map(async (path) => (await stat(path)).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } catch {
    // Why it cannot be read is told by whoever reads it.
    return 0;
  }
}
