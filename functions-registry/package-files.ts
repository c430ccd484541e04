import { readFileSync, realpathSync, statSync } from 'node:fs';
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
  const kind = statSync(root, { throwIfNoEntry: false });
  if (!kind)
    return refused(`${code}, which does not exist`, 'create it, or add the "build" command that makes it');
  if (!isInside(realpathSync(directory), realpathSync(root))) {
    return refused(`${code}, a link out of the function's folder`, 'copy what it points to into the folder');
  }
  const listing = await (kind.isDirectory() ? listCode(directory, root) : listArchive(directory, root));
  return listing.refusals.length > 0 ? listing : judgeSize(listing);
}

function refused(found: string, remedy: string): Listing {
  return { files: new Map(), refusals: [{ found, remedy }] };
}

function listCode(directory: string, root: string): Listing {
  const skip = root === directory ? isBesideCode : () => false;
  const listing = listFolder(directory, root, skip);
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
  const target = join(directory, '.build', sha256(readFileSync(archive)));
  const broken = await unpackArchive(archive, target, MAX_PACKAGE_BYTES);
  return broken ? refused(`${name}: ${broken}`, 'pack the code again') : listCode(directory, target);
}

function judgeSize(listing: Listing): Listing {
  const sizes = [...listing.files.values()].map((path) => statSync(path).size);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return bytes <= MAX_PACKAGE_BYTES ? listing : refused(`${Math.ceil(bytes / 1024 / 1024)} MB`, TOO_LARGE);
}
