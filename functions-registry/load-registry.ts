import { lockProblems, readLock } from './lock-file.ts';
import type { ReadOptions } from './read-function.ts';
import { readRegistry } from './read-registry.ts';
import type { Registry } from './registry.ts';
import { RegistryInvalid } from './registry-invalid.ts';

/**
 * Loads every function of a registry, packed, measured and compared with lock.json.
 *
 * @param directory holds a folder for each function, and lock.json
 * @throws RegistryInvalid naming everything that is wrong in any of them
 */
export async function loadRegistry(directory: string, options: ReadOptions = {}): Promise<Registry> {
  const { functions, folders, problems, warnings } = await readRegistry(directory, options);
  const lock = await readLock(directory);
  const unlocked = lock.problems.length === 0 ? lockProblems(functions, lock.entries, folders) : [];
  const all = [...problems, ...lock.problems, ...unlocked];
  if (all.length > 0) throw new RegistryInvalid(all);
  const locked = functions.flatMap((one) => {
    const entry = lock.entries[one.manifest.id];
    return entry ? [{ ...one, shard: entry.shard }] : [];
  });
  return { functions: locked, retiredShards: lock.retiredShards, warnings };
}
