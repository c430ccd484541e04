import type { Finding } from '../finding.ts';
import type { Manifest, PackageLock } from '../packages.ts';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Every dependency is one exact version, and the lock has that one. */
export function checkPinned(manifest: Manifest, lock: PackageLock): readonly Finding[] {
  const { dependencies, devDependencies, overrides } = manifest;
  const asked = Object.entries({ ...dependencies, ...devDependencies });
  const loose = [...asked, ...Object.entries(overrides)].filter(([, version]) => !EXACT.test(version));
  const differing = asked.filter(
    ([name, version]) => EXACT.test(version) && lock.packages[`node_modules/${name}`]?.version !== version,
  );
  return [
    ...loose.map(([name, version]) => finding(name, version, 'name one exact version in package.json')),
    ...differing.map(([name, version]) =>
      finding(
        name,
        `${version}, which package-lock.json has not`,
        'type npm install, then npm run lock:complete',
      ),
    ),
  ];
}

const finding = (subject: string, found: string, remedy: string): Finding => ({
  ...{ check: 'pinned', subject, found, remedy },
});
