import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/** Files that hold one secret each; on AWS these are secrets that not every Lambda may read. */
export type SecretFile = 'engine.key' | 'tenant.key';

/** A secret of the engine, made at the first start; only its owner may read the file. */
export async function readSecret(directory: string, file: SecretFile): Promise<Buffer> {
  const path = join(directory, file);
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(SECRET_BYTES);
  // Renamed into place, so that a crash leaves the whole key or none.
  await writeFile(`${path}.new`, secret, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return secret;
}
