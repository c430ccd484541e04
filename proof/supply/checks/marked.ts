import type { Explained } from '../explained.ts';
import type { Finding } from '../finding.ts';
import { lockedPackages, type PackageLock } from '../packages.ts';

/** Every package that runs a script when it is installed is known to, and why. */
export function checkInstallScripts(
  lock: PackageLock,
  { installScripts }: Pick<Explained, 'installScripts'>,
): readonly Finding[] {
  const names = lockedPackages(lock).flatMap((one) => (one.hasInstallScript ? [one.name] : []));
  return compared('install scripts', names, installScripts, 'a script that runs at installation');
}

/** Every package that its publisher advises against is known to be, and why it stays. */
export function checkDeprecated(
  lock: PackageLock,
  { deprecated }: Pick<Explained, 'deprecated'>,
): readonly Finding[] {
  const names = lockedPackages(lock).flatMap((one) => (one.deprecated ? [one.name] : []));
  return compared('deprecated', names, deprecated, 'its publisher advises against it');
}

function compared(
  check: string,
  names: readonly string[],
  explained: Readonly<Record<string, string>>,
  found: string,
): readonly Finding[] {
  const missing = [...new Set(names)].filter((name) => !explained[name]);
  const unneeded = Object.keys(explained).filter((name) => !names.includes(name));
  return [
    ...missing.map((subject) => ({
      ...{ check, subject, found },
      remedy: 'replace it, or say in proof/supply/explained.ts why it may stay',
    })),
    ...unneeded.map((subject) => ({
      ...{ check, subject, found: 'an explanation that nothing needs' },
      remedy: 'remove it from proof/supply/explained.ts',
    })),
  ];
}
