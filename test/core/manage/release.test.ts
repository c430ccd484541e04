import * as fc from 'fast-check';
import {
  entryFor,
  type Release,
  release,
  resumeCandidate,
  returnCandidate,
  withdraw,
} from '../../../core/manage/release.ts';
import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { anEntry, aVersion, CODE_HASH, later, NOW, PDA, someReleases } from '../../support/builders.ts';

const SECOND = aVersion({ version: '2.0.0', codeHash: 'b'.repeat(64) });
const THIRD = aVersion({ version: '3.0.0', codeHash: 'c'.repeat(64) });
const ANEW = { functionName: 'she-hydration-coach', qualifier: '77' };
const RETURNED_AT = NOW.toISOString();
const PEOPLE = Array.from({ length: 10_000 }, (_, index) => `person-${index}.example`);

const released = (before: FunctionReleases | undefined, next: Partial<Release> = {}) =>
  release(before, { entry: SECOND, percentage: 10, ...next });
const onTrial = (percentage = 10, returnedAt?: string) =>
  someReleases({ candidate: { entry: SECOND, percentage, returnedAt } });
const versionOf = (releases: FunctionReleases, pda: string) => entryFor(releases, pda)?.version;
const share = (releases: FunctionReleases) => PEOPLE.filter((pda) => versionOf(releases, pda) === '2.0.0');

describe('release', () => {
  it.each<[string, FunctionReleases | undefined, Partial<Release>]>([
    ['of the first version', undefined, {}],
    ['to everybody', someReleases(), { percentage: 100 }],
    ['of a candidate to everybody', onTrial(), { percentage: 100 }],
    ['beside a version that is not available', someReleases({ stable: aVersion({ available: false }) }), {}],
    ['beside a version that is recalled', someReleases({ recalledVersions: ['1.0.0'] }), {}],
    ['where the function was withdrawn', withdraw(someReleases(), NOW), {}],
    ['made anew where it was withdrawn', withdraw(onTrial(), NOW), { entry: { ...SECOND, process: ANEW } }],
  ])('%s takes over at once', (_what, before, next) => {
    const after = released(before, next);

    const stable = next.entry ?? SECOND;
    expect(after).toMatchObject({ stable, revision: (before?.revision ?? 0) + 1 });
    expect([after.candidate, after.withdrawnAt]).toEqual([undefined, undefined]);
  });

  it.each<[string, FunctionReleases]>([
    ['new', someReleases()],
    ['after another candidate', someReleases({ candidate: { entry: THIRD, percentage: 50 } })],
    ['with another share', onTrial(50)],
    ['of the same version from other code', onTrial(10)],
  ])('to a share makes a candidate: %s', (what, before) => {
    const entry = what.endsWith('other code') ? { ...SECOND, codeHash: 'd'.repeat(64) } : SECOND;

    const after = released(before, { entry });

    const candidate = { entry, percentage: 10 };
    expect(after).toEqual(someReleases({ revision: 2, candidate }));
  });

  it('of what was returned keeps it so, with what changed of its registration', () => {
    const entry = { ...SECOND, process: { functionName: 'she-hydration-coach', qualifier: '9' } };

    const after = released(onTrial(10, RETURNED_AT), { entry, percentage: 20 });

    expect(after.candidate).toEqual({ entry, percentage: 20, returnedAt: RETURNED_AT });
  });

  it('of what was returned stays so after another candidate, until it is resumed', () => {
    const other = released(onTrial(10, RETURNED_AT), { entry: THIRD });

    const after = released(other);

    expect(other.candidate).toEqual({ entry: THIRD, percentage: 10 });
    expect(after.candidate).toEqual({ entry: SECOND, percentage: 10, returnedAt: RETURNED_AT });
    expect(released(resumeCandidate(after, '2.0.0'), { entry: THIRD }).returnedVersions).toBeUndefined();
  });

  it('of what was returned is not everybody’s for want of another', () => {
    const before = { ...onTrial(10, RETURNED_AT), recalledVersions: ['1.0.0'] };

    const after = released(before, { percentage: 20 });

    expect(after).toMatchObject({ stable: aVersion(), candidate: { returnedAt: RETURNED_AT } });
  });

  it.each<[string, FunctionReleases, Partial<Release>]>([
    ['on trial', onTrial(), {}],
    ['returned', onTrial(10, RETURNED_AT), {}],
    ['for everybody', someReleases(), { entry: aVersion() }],
  ])('of what was withdrawn, as it was deployed before, restores all: %s', (_what, before, next) => {
    const after = released(withdraw(before, NOW), next);

    expect(after).toEqual({ ...before, revision: 3 });
  });

  it('of the code that everybody has renews it, and ends the trial', () => {
    const entry = aVersion({ timeout: 90 });

    const after = released(onTrial(), { entry });

    expect(after).toEqual(someReleases({ revision: 2, stable: entry }));
  });

  it('of the same code under another number is a version of its own', () => {
    const entry = aVersion({ version: '1.0.1' });

    const after = released(someReleases(), { entry });

    expect(after).toMatchObject({ stable: aVersion(), candidate: { entry, percentage: 10 } });
  });

  it('again is no change', () => {
    const once = released(someReleases({ registeredBy: 'stack' }), { registeredBy: 'stack' });

    const again = released(once, { entry: structuredClone(SECOND), registeredBy: 'stack' });

    expect(again).toBe(once);
  });

  it('takes no recall back', () => {
    const after = released(someReleases({ recalledVersions: ['1.0.0'] }), { percentage: 100 });

    expect(after.recalledVersions).toEqual(['1.0.0']);
  });

  it('says who registered it, and whom it is for', () => {
    const mine = released(undefined, { registeredBy: 'stack', onlyFor: PDA });

    const everybodys = released(mine, { registeredBy: 'stack' });

    expect(mine).toMatchObject({ registeredBy: 'stack', onlyFor: PDA });
    expect(everybodys.onlyFor).toBeUndefined();
  });

  it('says what the catalogue cannot hold, and what to do', () => {
    const large = { outputSchema: { description: 'x'.repeat(250_000) } };
    const before = someReleases({ stable: aVersion(large) });
    const entry = { ...SECOND, ...large };

    const together = () => released(before, { entry });
    const alone = () =>
      released(before, { entry: { ...SECOND, outputSchema: { a: 'x'.repeat(400_000) } }, percentage: 100 });

    expect(together).toThrow(
      /hydration-coach: version 2\.0\.0 and the one before it take 50\d{4} bytes .+ release it to all/,
    );
    expect(alone).toThrow(/hydration-coach: version 2\.0\.0 takes 40\d{4} bytes in the catalogue.+ smaller$/);
    expect(released(before, { entry, percentage: 100 }).stable).toEqual(entry);
  });

  it('takes what fills the catalogue to the last byte, and not one more', () => {
    const filled = (length: number) => aVersion({ outputSchema: { a: 'x'.repeat(length) } });
    const released = (entry: RegisteredVersion) => release(undefined, { entry, percentage: 100 });
    const room = 400_000 - Buffer.byteLength(JSON.stringify(released(filled(0))));

    const [fits, tooLarge] = [0, 1].map((more) => () => released(filled(room + more)));

    expect(fits).not.toThrow();
    expect(tooLarge).toThrow('takes 400001 bytes');
  });
});

describe('returnCandidate', () => {
  it('gives its share the stable version again, from then on', () => {
    const after = returnCandidate(onTrial(99), '2.0.0', NOW);

    expect(after.candidate?.returnedAt).toBe(RETURNED_AT);
    expect(share(after)).toEqual([]);
  });

  it.each<[string, FunctionReleases, string]>([
    ['another candidate', onTrial(), '3.0.0'],
    ['the stable version', onTrial(), '1.0.0'],
    ['one that was returned before', onTrial(10, RETURNED_AT), '2.0.0'],
    ['none', someReleases(), '2.0.0'],
  ])('changes nothing for %s', (_what, releases, version) => {
    expect(returnCandidate(releases, version, later(60))).toBe(releases);
  });
});

describe('resumeCandidate', () => {
  it('gives the same share the candidate again', () => {
    const before = onTrial(30);

    const after = resumeCandidate(returnCandidate(before, '2.0.0', NOW), '2.0.0');

    expect(share(after)).toEqual(share(before));
    expect(after).toEqual({ ...before, revision: 3 });
  });

  it.each<[string, FunctionReleases, string]>([
    ['another candidate', onTrial(10, RETURNED_AT), '3.0.0'],
    ['one that is on trial', onTrial(), '2.0.0'],
    ['none', someReleases(), '1.0.0'],
  ])('changes nothing for %s', (_what, releases, version) => {
    expect(resumeCandidate(releases, version)).toBe(releases);
  });
});

describe('withdraw', () => {
  it('keeps every version from running, and forgets none', () => {
    const before = onTrial(99);

    const after = withdraw(before, NOW);

    expect(after).toEqual({ ...before, revision: 2, withdrawnAt: NOW.toISOString() });
    expect(entryFor(after, PDA)).toEqual(anEntry({ available: false }));
  });

  it('twice is no change', () => {
    const once = withdraw(onTrial(), NOW);

    expect(withdraw(once, later(60))).toBe(once);
  });
});

describe('entryFor', () => {
  it('is the stable version where there is no other, with what was recalled', () => {
    expect(entryFor(someReleases({ recalledVersions: ['0.1.0'] }), PDA)).toEqual(
      anEntry({ recalledVersions: ['0.1.0'] }),
    );
  });

  it('says of a candidate that it is one', () => {
    const releases = someReleases({
      candidate: { entry: SECOND, percentage: 99 },
      recalledVersions: ['0.1.0'],
    });
    const [pda = ''] = share(releases);

    expect(entryFor(releases, pda)).toEqual({ ...SECOND, recalledVersions: ['0.1.0'], candidate: true });
  });

  it('is the stable version for everybody while the candidate says that it is not available', () => {
    const entry = { ...SECOND, available: false };

    expect(share(someReleases({ candidate: { entry, percentage: 99 } }))).toEqual([]);
  });

  it.each([1, 10, 50, 99])('gives the candidate to about %d % of 10,000 PDAs', (percentage) => {
    const got = share(onTrial(percentage)).length;

    // Five standard deviations of as many throws of a coin.
    const deviation = Math.sqrt(10_000 * (percentage / 100) * (1 - percentage / 100));
    expect(Math.abs(got - percentage * 100)).toBeLessThan(5 * deviation);
  });

  it('takes the candidate from nobody when its share grows', () => {
    const percentages = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }));

    void fc.assert(
      fc.property(percentages, fc.domain(), ([one, other], pda) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        return versionOf(onTrial(less), pda) === '1.0.0' || versionOf(onTrial(more), pda) === '2.0.0';
      }),
    );
  });

  it('is the same each time, whatever else changes', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.domain(), (percentage, pda) => {
        const entry = {
          ...SECOND,
          codeHash: CODE_HASH,
          timeout: 9,
          process: { functionName: 'x', qualifier: '8' },
        };
        const other = someReleases({ revision: 7, registeredBy: 'x', stable: aVersion({ timeout: 5 }) });
        const changed = { ...other, candidate: { entry, percentage } };
        return versionOf(onTrial(percentage), pda) === versionOf(changed, pda);
      }),
    );
  });

  it('lets others go first with the next version, and with another function', () => {
    const first = share(onTrial(10));
    const next = someReleases({ candidate: { entry: { ...SECOND, version: '2.0.1' }, percentage: 10 } });
    const other = someReleases({ functionId: 'sleep-coach', candidate: { entry: SECOND, percentage: 10 } });

    const again = [next, other].map(
      (releases) => first.filter((pda) => entryFor(releases, pda)?.candidate).length,
    );

    // A tenth of a tenth, if the draws know nothing of each other.
    for (const count of again) expect(Math.abs(count - 100)).toBeLessThan(50);
  });

  it('is nothing for anybody but the PDA that it is only for', () => {
    const releases = { ...onTrial(99), onlyFor: PDA };

    expect(['ben.localhost', PDA].map((pda) => entryFor(releases, pda) !== undefined)).toEqual([false, true]);
  });
});
