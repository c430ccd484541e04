import type { Explained } from '../explained.ts';
import type { Finding } from '../finding.ts';
import type { LockedPackage, PackageLock } from '../packages.ts';
import { isShipped, lockedPackages } from '../packages.ts';

/** Every package comes from the registry, and the lock knows its bytes. */
export function checkIntegrity(
  lock: PackageLock,
  explained: Pick<Explained, 'withoutIntegrity'>,
): readonly Finding[] {
  const packages = lockedPackages(lock);
  const known = new Set(packages.filter(hasHash).map(({ path }) => path));
  const unhashed = packages.filter((one) => !known.has(one.path) && !isBundledIn(one, known));
  const prefixes = Object.keys(explained.withoutIntegrity);
  const isExplained = (one: LockedPackage) =>
    isForOtherPlatforms(one) && prefixes.some((prefix) => one.name.startsWith(prefix));
  const unneeded = prefixes.filter((prefix) => !unhashed.some(({ name }) => name.startsWith(prefix)));
  return [
    ...packages
      .filter(isFromElsewhere)
      .map(({ path, resolved, link }) =>
        finding(path, link ? 'a link' : `from ${resolved}`, 'take it from the registry'),
      ),
    ...unhashed
      .filter((one) => !isExplained(one))
      .map(({ path }) => finding(path, 'no SHA-512 in package-lock.json', 'type npm install again')),
    ...unneeded.map((prefix) =>
      finding(prefix, 'an explanation that nothing needs', 'remove it from proof/supply/explained.ts'),
    ),
  ];
}

const hasHash = ({ integrity }: LockedPackage): boolean => /(^|\s)sha512-/.test(integrity ?? '');

/** It came in the archive of a package whose hash is known. */
function isBundledIn({ path, inBundle }: LockedPackage, known: ReadonlySet<string>): boolean {
  const parents = path.split('/node_modules/').slice(0, -1);
  return (
    inBundle === true &&
    parents.some((_, index) => known.has(parents.slice(0, index + 1).join('/node_modules/')))
  );
}

/** The lock leaves out the address of what comes from the registry (.npmrc). */
function isFromElsewhere({ resolved, link, version }: LockedPackage): boolean {
  return link === true || !version || resolved !== undefined;
}

/** What is shipped has a hash on every platform. */
function isForOtherPlatforms(one: LockedPackage): boolean {
  return !isShipped(one) && one.optional === true && (one.os !== undefined || one.cpu !== undefined);
}

const finding = (subject: string, found: string, remedy: string): Finding => ({
  ...{ check: 'integrity', subject, found, remedy },
});
