import { recall, undoRecall } from '../../../core/manage/recall.ts';
import { isRecalled, isRunnable } from '../../../core/model/catalogue-entry.ts';
import { anEntry } from '../../support/builders.ts';

describe('a recall', () => {
  it('concerns one version, current or not', () => {
    const entry = recall(anEntry({ version: '2.0.0' }), '1.0.0');

    expect(['1.0.0', '2.0.0'].map((version) => isRecalled(entry, version))).toEqual([true, false]);
    expect(isRunnable(entry)).toBe(true);
  });

  it('of the current version keeps it from running', () => {
    const entry = recall(anEntry(), '1.0.0');

    expect(isRunnable(entry)).toBe(false);
  });

  it('twice is a recall', () => {
    const entry = recall(recall(anEntry(), '1.0.0'), '1.0.0');

    expect(entry.recalledVersions).toEqual(['1.0.0']);
  });

  it('takes none back that came before', () => {
    const entry = recall(anEntry({ recalledVersions: ['0.8.0', '0.9.0'] }), '1.0.0');

    expect(entry.recalledVersions).toEqual(['0.8.0', '0.9.0', '1.0.0']);
  });

  it('is taken back alone', () => {
    const entry = recall(recall(anEntry(), '1.0.0'), '2.0.0');

    const again = undoRecall(entry, '1.0.0');

    expect(again).toEqual(anEntry({ recalledVersions: ['2.0.0'] }));
  });
});

describe('a function', () => {
  it('that says it is unavailable does not run, recalled or not', () => {
    const entries = [anEntry({ available: false }), recall(anEntry({ available: false }), '0.9.0')];

    expect(entries.map(isRunnable)).toEqual([false, false]);
  });
});
