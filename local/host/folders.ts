import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Others may pass through and read. */
const OPEN = 0o755;

/** Makes a folder that a sandbox's user can reach, whatever the engine's umask; one that exists stays. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, OPEN);
}
