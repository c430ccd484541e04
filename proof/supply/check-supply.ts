import type { AuditAnswer } from './audit.ts';
import { checkAdvisories } from './checks/advisories.ts';
import { checkIntegrity } from './checks/integrity.ts';
import { checkLicences } from './checks/licences.ts';
import { checkDeprecated, checkInstallScripts } from './checks/marked.ts';
import { checkPinned } from './checks/pinned.ts';
import type { Explained } from './explained.ts';
import type { Finding } from './finding.ts';
import { licenceOf } from './licence-of.ts';
import { isShipped, lockedPackages, readManifest, readPackageLock } from './packages.ts';

export interface SupplyInput {
  /** Holds package.json, package-lock.json and node_modules. */
  readonly root: string;
  readonly explained: Explained;
  readonly audit: AuditAnswer;
  readonly now: Date;
}

export interface SupplyReport {
  /** One line a check: what was looked at, and how that went. */
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
}

/** Looks at everything that is not written here but runs here. */
export function checkSupply({ root, explained, audit, now }: SupplyInput): SupplyReport {
  const lock = readPackageLock(root);
  const packages = lockedPackages(lock);
  const sources = { root, explained, packages };
  const shipped = packages.filter(isShipped).length;
  const all = `${packages.length} packages, ${shipped} of them shipped`;
  const today = now.toISOString().slice(0, 10);
  const checks: readonly (readonly [string, string, readonly Finding[]])[] = [
    ['pinned', 'every dependency is one exact version', checkPinned(readManifest(root), lock)],
    ['integrity', `${all}: from the registry, with a hash`, checkIntegrity(lock, explained)],
    ['install scripts', known(explained.installScripts), checkInstallScripts(lock, explained)],
    ['licences', `${all}: all allowed`, checkLicences(packages, (one) => licenceOf(one, sources))],
    ['deprecated', known(explained.deprecated), checkDeprecated(lock, explained)],
    ['advisories', told(audit), checkAdvisories(audit, explained, today)],
  ];
  return {
    lines: checks.map(([name, good, found]) => `${name.padEnd(16)} ${found.length ? wrong(found) : good}`),
    findings: checks.flatMap(([, , found]) => found),
  };
}

const known = (explained: object): string => `${Object.keys(explained).length} known, each with its reason`;
const wrong = (found: readonly Finding[]): string => `${found.length} not right`;

function told(audit: AuditAnswer): string {
  if (audit.kind === 'no answer') return `NOT KNOWN: the registry did not answer (${audit.why})`;
  return `${audit.advisories.length} known, each explained`;
}
