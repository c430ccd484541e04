import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** Something that cannot be packed; `found` and `remedy` as in a registry problem. */
export interface Refusal {
  readonly found: string;
  readonly remedy: string;
}

export interface Listing {
  /** Path inside the package (`/` between parts, sorted) → absolute path on disk. */
  readonly files: ReadonlyMap<string, string>;
  readonly refusals: readonly Refusal[];
}

/**
 * Lists the files below a folder, leaving out dot files and `__pycache__`. A link to a file inside `home` is
 * followed; any other link is refused.
 *
 * @param skip decides by the path inside the folder what else stays out
 */
export function listFolder(home: string, folder: string, skip: (path: string) => boolean): Listing {
  const files = new Map<string, string>();
  const refusals: Refusal[] = [];
  const realHome = realpathSync(home);
  for (const { path, entry } of walk(folder, '')) {
    if (skip(path)) continue;
    const onDisk = join(folder, path);
    const refusal = entry.isFile() ? undefined : judgeLink(realHome, onDisk, path, entry);
    if (refusal) refusals.push(refusal);
    else files.set(path, onDisk);
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), refusals };
}

/** Whether `path` is `folder` or lies below it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

function* walk(folder: string, inside: string): Generator<{ path: string; entry: Dirent }> {
  for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === '__pycache__') continue;
    const path = inside ? `${inside}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(folder, path);
    else yield { path, entry };
  }
}

function judgeLink(home: string, onDisk: string, path: string, entry: Dirent): Refusal | undefined {
  if (!entry.isSymbolicLink()) return { found: `${path}, neither file nor folder`, remedy: 'remove it' };
  const target = targetOf(onDisk);
  if (!target) return { found: `${path}, a link to nothing`, remedy: 'remove it' };
  if (!isInside(home, target)) {
    return {
      found: `${path}, a link out of the function's folder`,
      remedy: 'copy what it points to into the folder',
    };
  }
  return statSync(target).isFile()
    ? undefined
    : { found: `${path}, a link to a folder`, remedy: 'copy the folder' };
}

function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}
