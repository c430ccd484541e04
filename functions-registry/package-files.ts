import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isInside, type Listing, listFolder } from './list-folder.ts';
import { unpackArchive } from './unpack-archive.ts';
import { sha256 } from './zip-package.ts';

/** Lambda's limit for an unpacked package, in bytes. */
export const MAX_PACKAGE_BYTES = 250 * 1024 * 1024;

const TOO_LARGE = 'must be at most 250 MB unpacked: leave out what does not run';

/**
 * Lists what belongs in a function's package: a folder, a zip unpacked, or a jar where Java runtimes look for
 * it. With `code: "."` the manifest, tests, README, schemas and feeds stay out.
 *
 * @param directory absolute path of the manifest's folder; nothing outside it is ever packed
 */
export async function packageFiles(directory: string, code: string): Promise<Listing> {
  const root = resolve(directory, code);
  if (!isInside(directory, root)) return refused(code, "must lie in the manifest's own folder");
  const kind = await stat(root).catch(() => undefined);
  if (!kind)
    return refused(`${code}, which does not exist`, 'create it, or add the "build" command that makes it');
  if (!isInside(await realpath(directory), await realpath(root))) {
    return refused(`${code}, a link out of the function's folder`, 'copy what it points to into the folder');
  }
  const listing = await (kind.isDirectory() ? listCode(directory, root) : listArchive(directory, root));
  return listing.refusals.length > 0 ? listing : judgeSize(listing);
}

function refused(found: string, remedy: string): Listing {
  return { files: new Map(), refusals: [{ found, remedy }] };
}

async function listCode(directory: string, root: string): Promise<Listing> {
  const skip = root === directory ? isBesideCode : () => false;
  const listing = await listFolder(directory, root, skip);
  const isEmpty = listing.files.size + listing.refusals.length === 0;
  return isEmpty ? refused('an empty folder', 'put the code there, or run its build') : listing;
}

/** What stands in a manifest's folder without being code. */
function isBesideCode(path: string): boolean {
  return /^(function\.json|README\.md|[^/]+\.(schema|feed)\.json|test\/.*)$/.test(path);
}

async function listArchive(directory: string, archive: string): Promise<Listing> {
  const name = basename(archive);
  if (name.endsWith('.jar')) return { files: new Map([[`lib/${name}`, archive]]), refusals: [] };
  if (!name.endsWith('.zip')) return refused(name, 'must be a folder, a .zip or a .jar');
  const target = join(directory, '.build', sha256(await readFile(archive)));
  const broken = await unpackArchive(archive, target, MAX_PACKAGE_BYTES);
  return broken ? refused(`${name}: ${broken}`, 'pack the code again') : listCode(directory, target);
}

async function judgeSize(listing: Listing): Promise<Listing> {
  const sizes = await Promise.all([...listing.files.values()].map(async (path) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return bytes <= MAX_PACKAGE_BYTES ? listing : refused(`${Math.ceil(bytes / 1024 / 1024)} MB`, TOO_LARGE);
}
