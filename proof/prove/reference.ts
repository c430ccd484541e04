import { fileURLToPath } from 'node:url';
import { readLock } from '../../functions-registry/lock-file.ts';
import { RegistryInvalid } from '../../functions-registry/registry-invalid.ts';
import { everyAction } from './iam/actions.ts';
import type { Reference } from './model/app.ts';

/** The owners', and the canary's. */
const REGISTRIES = ['functions-registry', 'canary-registry'].map((name) =>
  fileURLToPath(new URL(`../../${name}`, import.meta.url)),
);

/**
 * What this repository's own deployment is held against: its lock.json files and AWS's actions.
 * @throws RegistryInvalid when one of them cannot be read
 */
export async function ownReference(): Promise<Reference> {
  const [locks, actions] = await Promise.all([Promise.all(REGISTRIES.map(readLock)), everyAction()]);
  const problems = locks.flatMap((lock) => lock.problems);
  if (problems.length > 0) throw new RegistryInvalid(problems);
  const entries = locks.flatMap((lock) => Object.entries(lock.entries));
  const locked = new Map(entries.map(([id, { sha256 }]) => [id, sha256]));
  return { locked, actions };
}
