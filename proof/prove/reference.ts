import { fileURLToPath } from 'node:url';
import { readLock } from '../../functions-registry/lock-file.ts';
import { RegistryInvalid } from '../../functions-registry/registry-invalid.ts';
import { everyAction } from './iam/actions.ts';
import type { Reference } from './model/app.ts';

const REGISTRY = fileURLToPath(new URL('../../functions-registry', import.meta.url));

/**
 * What this repository's own deployment is held against: its lock.json and AWS's actions.
 * @throws RegistryInvalid when lock.json cannot be read
 */
export async function ownReference(): Promise<Reference> {
  const [{ entries, problems }, actions] = await Promise.all([readLock(REGISTRY), everyAction()]);
  if (problems.length > 0) throw new RegistryInvalid(problems);
  const locked = new Map(Object.entries(entries).map(([id, { sha256 }]) => [id, sha256]));
  return { locked, actions };
}
