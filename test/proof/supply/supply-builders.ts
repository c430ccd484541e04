import type { Explained } from '../../../proof/supply/explained.ts';
import { type LockedPackage, lockedPackages, type PackageLock } from '../../../proof/supply/packages.ts';

export const NOTHING_EXPLAINED: Explained = {
  ...{ installScripts: {}, withoutIntegrity: {}, licences: {}, deprecated: {}, advisories: {} },
};

export const HASH = 'sha512-AAAA';

type Entry = Partial<Omit<LockedPackage, 'path' | 'name'>>;

/** A lock of these packages, by path below node_modules; each has a version, a hash and a licence if not said otherwise. */
export function aLock(packages: Readonly<Record<string, Entry>>): PackageLock {
  const entries = Object.entries(packages).map(([path, entry]) => [`node_modules/${path}`, anEntry(entry)]);
  return { lockfileVersion: 3, packages: Object.fromEntries(entries) };
}

/** One package of such a lock. */
export function aPackage(entry: Entry, path = 'a'): LockedPackage {
  return lockedPackages(aLock({ [path]: entry }))[0] as LockedPackage;
}

function anEntry(entry: Entry): PackageLock['packages'][string] {
  const none = { dependencies: {}, devDependencies: {}, optionalDependencies: {} };
  return { ...none, version: '1.0.0', integrity: HASH, license: 'MIT', ...entry };
}
