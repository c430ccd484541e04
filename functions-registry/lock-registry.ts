import { join } from 'node:path';
import { chooseShard } from './choose-shard.ts';
import {
  LOCK,
  type LockEntries,
  type LockEntry,
  readLock,
  scopeOf,
  settingsHash,
  unversionedChanges,
} from './lock-file.ts';
import { MANIFEST_SCHEMA, manifestJsonSchema } from './manifest-json-schema.ts';
import type { UnlockedFunction } from './read-function.ts';
import { readRegistry } from './read-registry.ts';
import { MANIFEST, type Problem, RegistryInvalid } from './registry-invalid.ts';
import { replaceFiles } from './replace-files.ts';

export interface LockOptions {
  /**
   * Accept a change of code, settings or scope without a new version: for a version that nobody has been given yet.
   * @default false
   */
  readonly unpublished?: boolean;
}

/** Ids whose entries changed; the others stayed as they were. */
export interface LockChanges {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Builds and packs every function and writes down in lock.json exactly what may run. Writes function.schema.json
 * beside it. Nothing is written when anything is wrong.
 *
 * @throws RegistryInvalid as loadRegistry does, and for a change without a new version
 */
export async function lockRegistry(directory: string, options: LockOptions = {}): Promise<LockChanges> {
  const { functions, problems } = await readRegistry(directory, { build: true });
  const lock = await readLock(directory);
  const unversioned = functions.flatMap((one) => {
    const entry = lock.entries[one.manifest.id];
    return entry && !options.unpublished ? unversionedChanges(one, entry) : [];
  });
  const all = [...problems, ...lock.problems, ...unversioned];
  if (all.length > 0) throw new RegistryInvalid(all);
  const shards = shardsOf(functions, lock.entries);
  const entries: LockEntries = Object.fromEntries(
    functions.map((one) => [one.manifest.id, entryOf(one, shards.get(one.manifest.id) as number)]),
  );
  const retiredShards = retired(lock, new Set(shards.values()));
  await replaceFiles([
    [join(directory, LOCK), { functions: entries, ...(retiredShards.length > 0 ? { retiredShards } : {}) }],
    [join(directory, MANIFEST_SCHEMA), manifestJsonSchema()],
  ]);
  return changes(lock.entries, entries);
}

function entryOf(one: UnlockedFunction, shard: number): LockEntry {
  const { manifest, codeHash } = one;
  const scope = scopeOf(manifest);
  return { version: manifest.version, sha256: codeHash, settings: settingsHash(one), shard, scope };
}

/** Those that have a shard keep it; the others get theirs now. */
function shardsOf(functions: readonly UnlockedFunction[], before: LockEntries): ReadonlyMap<string, number> {
  const shards = new Map<string, number>();
  const taken = new Map<number, number>();
  const put = (id: string, shard: number) => {
    shards.set(id, shard);
    taken.set(shard, (taken.get(shard) ?? 0) + 1);
  };
  const ids = functions.map(({ manifest }) => manifest.id);
  for (const id of ids) {
    const shard = before[id]?.shard;
    if (shard !== undefined) put(id, shard);
  }
  for (const id of ids) {
    if (shards.has(id)) continue;
    const shard = chooseShard(id, taken);
    if (shard === undefined) throw new RegistryInvalid([full(id)]);
    put(id, shard);
  }
  return shards;
}

/** Whatever had functions and has none: a stack that nobody deploys any more would keep its last functions running. */
function retired(
  { entries, retiredShards }: Awaited<ReturnType<typeof readLock>>,
  used: ReadonlySet<number>,
): readonly number[] {
  const before = new Set([...retiredShards, ...Object.values(entries).map(({ shard }) => shard)]);
  return [...before].filter((shard) => !used.has(shard)).sort((a, b) => a - b);
}

function full(id: string): Problem {
  const found = 'a function for which no stack has room';
  return {
    file: `${id}/${MANIFEST}`,
    path: '$',
    found,
    remedy: 'remove functions that nobody runs any more',
  };
}

function changes(before: LockEntries, after: LockEntries): LockChanges {
  const ids = Object.keys(after);
  return {
    added: ids.filter((id) => !before[id]),
    updated: ids.filter((id) => before[id] && JSON.stringify(before[id]) !== JSON.stringify(after[id])),
    removed: Object.keys(before).filter((id) => !after[id]),
  };
}
