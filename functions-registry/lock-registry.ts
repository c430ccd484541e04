import { createHash } from 'node:crypto';
import { join } from 'node:path';
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
import { RegistryInvalid } from './registry-invalid.ts';
import { replaceFiles } from './replace-files.ts';

const SHARDS = 128;

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
  const entries: LockEntries = Object.fromEntries(
    functions.map((one) => {
      const { id } = one.manifest;
      return [id, entryOf(one, lock.entries[id]?.shard ?? shardOf(id))];
    }),
  );
  await replaceFiles([
    [join(directory, LOCK), { functions: entries }],
    [join(directory, MANIFEST_SCHEMA), manifestJsonSchema()],
  ]);
  return changes(lock.entries, entries);
}

function entryOf(one: UnlockedFunction, shard: number): LockEntry {
  const { manifest, codeHash } = one;
  const scope = scopeOf(manifest);
  return { version: manifest.version, sha256: codeHash, settings: settingsHash(one), shard, scope };
}

function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE() % SHARDS;
}

function changes(before: LockEntries, after: LockEntries): LockChanges {
  const ids = Object.keys(after);
  return {
    added: ids.filter((id) => !before[id]),
    updated: ids.filter((id) => before[id] && JSON.stringify(before[id]) !== JSON.stringify(after[id])),
    removed: Object.keys(before).filter((id) => !after[id]),
  };
}
