import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { ENGLISH } from '../core/model/english.ts';
import type { Manifest } from '../core/model/manifest.ts';
import { functionIdSchema, sha256Schema, versionSchema } from '../core/model/names.ts';
import { scopeSchema } from '../core/model/scope.ts';
import type { UnlockedFunction } from './read-function.ts';
import { parseJson } from './read-manifest.ts';
import { jsonPath, MANIFEST, type Problem, shown } from './registry-invalid.ts';
import { sha256 } from './zip-package.ts';

export const LOCK = 'lock.json';

/** `reads` is absent where the manifest leaves it to the configuration: a change there is a change of code. */
const lockedScopeSchema = z.object({ ...scopeSchema.shape, reads: z.optional(scopeSchema.shape.reads) });

const shardSchema = z.int().check(z.minimum(0), z.maximum(127));

const lockEntrySchema = z.object({
  version: versionSchema,
  sha256: sha256Schema,
  settings: sha256Schema,
  shard: shardSchema,
  scope: lockedScopeSchema,
});
export type LockEntry = z.infer<typeof lockEntrySchema>;

const lockSchema = z.object({
  functions: z.record(functionIdSchema, lockEntrySchema),
  /** Had functions once and have none: their stacks stay, so that what they deployed is withdrawn. */
  retiredShards: z._default(z.array(shardSchema), []),
});
export type LockEntries = Readonly<Record<string, LockEntry>>;

interface Lock {
  readonly entries: LockEntries;
  /** Sorted. */
  readonly retiredShards: readonly number[];
  readonly problems: Problem[];
}

const RUN_LOCK = 'run `npx she registry lock`';
const RUN_LOCK_AGAIN = 'run `npx she registry lock --unpublished`';

/** Reads lock.json; a registry without one has nothing locked. */
export async function readLock(directory: string): Promise<Lock> {
  const text = await readFile(join(directory, LOCK), 'utf8').catch(() => '{ "functions": {} }');
  const raw = parseJson(text, LOCK);
  if ('problem' in raw) return { entries: {}, retiredShards: [], problems: [raw.problem] };
  const parsed = lockSchema.safeParse(raw.value, ENGLISH);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const remedy = 'restore the file from git: its shards must never change';
    return { file: LOCK, path: jsonPath(path), found: message, remedy };
  });
  const { functions: entries = {}, retiredShards = [] } = parsed.data ?? {};
  return { entries, retiredShards, problems };
}

/** What the owner's consent rests on, in an order that does not depend on how it was written. */
export function scopeOf({ reads, namespace, endpoint, allowSubpaths }: Manifest): LockEntry['scope'] {
  const sorted = reads
    ?.map((read) => ({ ...read, ...(read.fields && { fields: read.fields.toSorted() }) }))
    .toSorted((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
  return { ...(sorted && { reads: sorted }), namespace, endpoint, allowSubpaths };
}

/**
 * SHA-256 of everything else that decides what a version does: its handlers, where and how they run, what their
 * results must look like, and how they are shown. Whoever could change these alone would run other code than the approved.
 */
export function settingsHash({ manifest, outputSchema, feed }: UnlockedFunction): string {
  const { runtime, architecture, handlers, memory, timeout, ephemeralStorage } = manifest;
  const { configuration, bundle, process } = handlers;
  const runs = [runtime, architecture, configuration, bundle, process, memory, timeout, ephemeralStorage];
  const judged = [manifest.maxRecords ?? null, manifest.runOnEmpty, outputSchema ?? null];
  // Left out where there is none, as in locks that know no feeds.
  const shown = feed === undefined ? [] : [feed];
  return sha256(JSON.stringify([...runs, ...judged, ...shown]));
}

/** Names every function that the lock does not know as it is now, and every entry without a function. */
export function lockProblems(
  functions: readonly UnlockedFunction[],
  entries: LockEntries,
  folders: readonly string[],
): Problem[] {
  const present = new Set(folders);
  const stale = Object.keys(entries).filter((id) => !present.has(id));
  return [
    ...functions.flatMap((one) => entryProblems(one, entries[one.manifest.id])),
    ...stale.map((id) => ({
      ...placeOf(id),
      found: 'an entry without a function',
      remedy: RUN_LOCK,
    })),
  ];
}

function entryProblems(one: UnlockedFunction, entry: LockEntry | undefined): Problem[] {
  const { id, version } = one.manifest;
  if (!entry) return [{ ...placeOf(id), found: 'nothing', remedy: RUN_LOCK }];
  if (entry.version === version) return unversionedChanges(one, entry);
  return [
    { ...placeOf(id), found: `version ${entry.version}`, remedy: `${MANIFEST} has ${version}: ${RUN_LOCK}` },
  ];
}

/** What changed in a function although its version did not go up. */
export function unversionedChanges(one: UnlockedFunction, entry: LockEntry): Problem[] {
  const { id, version } = one.manifest;
  const at = { file: `${id}/${MANIFEST}`, path: '$.version', found: shown(version) };
  if (isOlder(version, entry.version)) {
    return [{ ...at, remedy: `must not be lower than the locked ${entry.version}` }];
  }
  if (version !== entry.version) return [];
  const scopeChanged = !isDeepStrictEqual(scopeOf(one.manifest), entry.scope);
  const changed = [
    ...(scopeChanged ? ['scope'] : []),
    ...(one.codeHash === entry.sha256 ? [] : ['code']),
    ...(settingsHash(one) === entry.settings ? [] : ['settings']),
  ];
  return changed.map((what) => ({
    ...at,
    remedy: `its ${what} changed since ${version} was locked: raise the version, then ${RUN_LOCK}; while nobody has been given it, ${RUN_LOCK_AGAIN}`,
  }));
}

function isOlder(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

function placeOf(id: string): Pick<Problem, 'file' | 'path'> {
  return { file: LOCK, path: jsonPath(['functions', id]) };
}
