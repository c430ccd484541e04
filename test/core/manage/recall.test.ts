import { recall, undoRecall } from '../../../core/manage/recall.ts';
import { entryFor } from '../../../core/manage/release.ts';
import { isRecalled, isRunnable } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { anEntry, aVersion, PDA, someReleases } from '../../support/builders.ts';

const entryOf = (releases: FunctionReleases) => entryFor(releases, PDA) ?? anEntry({ available: false });

describe('a recall', () => {
  it('concerns one version, current or not', () => {
    const entry = entryOf(recall(someReleases({ stable: aVersion({ version: '2.0.0' }) }), '1.0.0'));

    expect(['1.0.0', '2.0.0'].map((version) => isRecalled(entry, version))).toEqual([true, false]);
    expect(isRunnable(entry)).toBe(true);
  });

  it('of the current version keeps it from running', () => {
    const entry = entryOf(recall(someReleases(), '1.0.0'));

    expect(isRunnable(entry)).toBe(false);
  });

  it('of the candidate gives its share the stable version again', () => {
    const candidate = { entry: aVersion({ version: '2.0.0' }), percentage: 99 };

    const entry = entryOf(recall(someReleases({ candidate }), '2.0.0'));

    expect(entry).toEqual(anEntry({ recalledVersions: ['2.0.0'] }));
  });

  it('twice is a recall, and no change', () => {
    const once = recall(someReleases(), '1.0.0');

    const twice = recall(once, '1.0.0');

    expect(once).toEqual(someReleases({ revision: 2, recalledVersions: ['1.0.0'] }));
    expect(twice).toBe(once);
  });

  it('takes none back that came before', () => {
    const releases = recall(someReleases({ recalledVersions: ['0.8.0', '0.9.0'] }), '1.0.0');

    expect(releases.recalledVersions).toEqual(['0.8.0', '0.9.0', '1.0.0']);
  });

  it('is taken back alone', () => {
    const releases = recall(recall(someReleases(), '1.0.0'), '2.0.0');

    const again = undoRecall(releases, '1.0.0');

    expect(again).toEqual(someReleases({ revision: 4, recalledVersions: ['2.0.0'] }));
  });

  it('that there was not is no change to take back', () => {
    const releases = someReleases({ recalledVersions: ['0.9.0'] });

    expect(undoRecall(releases, '1.0.0')).toBe(releases);
  });
});

describe('a function', () => {
  it('that says it is unavailable does not run, recalled or not', () => {
    const away = someReleases({ stable: aVersion({ available: false }) });

    const runnable = [away, recall(away, '0.9.0')].map((releases) => isRunnable(entryOf(releases)));

    expect(runnable).toEqual([false, false]);
  });
});
