import { checkAdvisories } from '../../../proof/supply/checks/advisories.ts';
import { checkIntegrity } from '../../../proof/supply/checks/integrity.ts';
import { checkLicences, isAllowed } from '../../../proof/supply/checks/licences.ts';
import { checkDeprecated, checkInstallScripts } from '../../../proof/supply/checks/marked.ts';
import { checkPinned } from '../../../proof/supply/checks/pinned.ts';
import type { Finding } from '../../../proof/supply/finding.ts';
import { aLock, aPackage, NOTHING_EXPLAINED } from './supply-builders.ts';

const subjects = (findings: readonly Finding[]) => findings.map(({ subject }) => subject);

describe('pins', () => {
  const asks = (version: string) => ({ dependencies: { a: version }, devDependencies: {}, overrides: {} });

  it.each([
    '^1.0.0',
    '~1.0.0',
    '1',
    '1.x',
    'latest',
    '*',
    '',
    '>=1.0.0',
    'npm:b@1.0.0',
    'file:../a',
    'github:a/a',
  ])('refuses %j', (version) => {
    const findings = checkPinned(asks(version), aLock({ a: { version: '1.0.0' } }));

    expect(subjects(findings)).toContain('a');
  });

  it('refuses a version that the lock has not', () => {
    const findings = checkPinned(asks('1.0.1'), aLock({ a: { version: '1.0.0' } }));

    expect(findings).toMatchObject([{ subject: 'a', found: '1.0.1, which package-lock.json has not' }]);
  });

  it('takes an exact version that the lock has', () => {
    const findings = checkPinned(asks('1.0.0-rc.1'), aLock({ a: { version: '1.0.0-rc.1' } }));

    expect(findings).toEqual([]);
  });
});

describe('integrity', () => {
  it.each([
    ['from git', { resolved: 'git+ssh://git@github.com/a/a.git#0123' }],
    ['from another address', { resolved: 'https://example.org/a.tgz' }],
    ['from a file', { resolved: 'file:../a' }],
    ['that is a link', { link: true, resolved: '../a' }],
    ['without a hash', { integrity: undefined }],
    ['with an old hash alone', { integrity: 'sha1-AAAA' }],
  ])('refuses a package %s', (_what, entry) => {
    const findings = checkIntegrity(aLock({ a: entry }), NOTHING_EXPLAINED);

    expect(subjects(findings)).toEqual(['node_modules/a']);
  });

  it('takes what came in the archive of a package with a hash, and of no other', () => {
    const inside = { integrity: undefined, inBundle: true };
    const unknown = { integrity: undefined };

    const findings = checkIntegrity(
      aLock({ a: {}, 'a/node_modules/b': inside, c: unknown, 'c/node_modules/b': inside }),
      NOTHING_EXPLAINED,
    );

    expect(subjects(findings)).toEqual(['node_modules/c', 'node_modules/c/node_modules/b']);
  });

  it('takes an explained tool for another platform without a hash, but nothing shipped', () => {
    const tool = { integrity: undefined, optional: true, dev: true, os: ['darwin'] };
    const lock = aLock({ '@x/cli-darwin': tool, '@x/cli-shipped': { ...tool, dev: undefined } });

    const findings = checkIntegrity(lock, { withoutIntegrity: { '@x/cli-': 'a reason' } });

    expect(subjects(findings)).toEqual(['node_modules/@x/cli-shipped']);
  });

  it('wants an explanation gone that nothing needs', () => {
    const findings = checkIntegrity(aLock({ a: {} }), { withoutIntegrity: { '@x/cli-': 'a reason' } });

    expect(subjects(findings)).toEqual(['@x/cli-']);
  });
});

describe('install scripts and deprecations', () => {
  it.each([
    ['a script', checkInstallScripts, { hasInstallScript: true }],
    ['a deprecation', checkDeprecated, { deprecated: 'use b' }],
  ])('finds %s that nobody explained', (_what, check, entry) => {
    const findings = check(aLock({ a: entry, b: {} }), NOTHING_EXPLAINED);

    expect(subjects(findings)).toEqual(['a']);
  });

  it.each([
    ['a script', checkInstallScripts, { hasInstallScript: true }],
    ['a deprecation', checkDeprecated, { deprecated: 'use b' }],
  ])('takes %s with its reason, and wants reasons gone that nothing needs', (_what, check, entry) => {
    const reasons = { a: 'a reason', b: 'another' };

    const findings = check(aLock({ a: entry }), { installScripts: reasons, deprecated: reasons });

    expect(subjects(findings)).toEqual(['b']);
  });
});

describe('licences', () => {
  const check = (licence: string | undefined, entry = {}) => checkLicences([aPackage(entry)], () => licence);

  it.each([
    ['AGPL-3.0-or-later', {}],
    ['AGPL-3.0-or-later', { dev: true }],
    ['GPL-2.0-only', { dev: true }],
    ['LGPL-3.0-only', { dev: true }],
    ['MIT AND GPL-3.0-only', { dev: true }],
    ['MPL-2.0', {}],
    ['CC-BY-4.0', {}],
    ['UNLICENSED', {}],
    ['SEE LICENSE IN LICENSE.md', {}],
    [undefined, {}],
  ])('refuses %s (%j)', (licence, entry) => {
    const findings = check(licence, entry);

    expect(findings).toHaveLength(1);
  });

  it.each([
    ['MIT', {}],
    ['MPL-2.0', { dev: true }],
    ['CC-BY-4.0', { dev: true }],
    ['(MIT OR GPL-3.0-or-later)', {}],
    ['Apache-2.0 AND MIT', {}],
    ['Apache-2.0 WITH LLVM-exception', {}],
  ])('takes %s (%j)', (licence, entry) => {
    const findings = check(licence, entry);

    expect(findings).toEqual([]);
  });

  it('reads expressions as SPDX binds them', () => {
    expect(isAllowed('MIT OR GPL-3.0-only AND ISC', ['MIT'])).toBe(true);
    expect(isAllowed('(MIT OR GPL-3.0-only) AND ISC', ['MIT'])).toBe(false);
  });
});

describe('advisories', () => {
  const id = 'GHSA-aaaa-bbbb-cccc';
  const known = { id, package: 'a', severity: 'high', title: 'a is weak' };
  const answer = { kind: 'answered', advisories: [known] } as const;
  const until = (day: string) => ({ advisories: { [id]: { reason: 'not reached', until: day } } });

  it('are found while nobody explained them', () => {
    const findings = checkAdvisories(answer, NOTHING_EXPLAINED, '2026-01-01');

    expect(findings).toMatchObject([{ subject: `a ${id}`, found: 'high: a is weak' }]);
  });

  it('are found again when their explanation has run out', () => {
    expect(checkAdvisories(answer, until('2026-01-01'), '2026-01-01')).toEqual([]);
    expect(subjects(checkAdvisories(answer, until('2026-01-01'), '2026-01-02'))).toEqual([id]);
  });

  it('want their explanation gone when they are', () => {
    const findings = checkAdvisories({ kind: 'answered', advisories: [] }, until('2026-01-01'), '2026-01-01');

    expect(subjects(findings)).toEqual([id]);
  });

  it('are not judged without an answer', () => {
    const findings = checkAdvisories({ kind: 'no answer', why: '405' }, until('2025-01-01'), '2026-01-01');

    expect(findings).toEqual([]);
  });
});
