import { prunable } from '../../../core/manage/prunable.ts';
import type { RetainedVersion } from '../../../core/model/retained-version.ts';
import { NOW } from '../../support/builders.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

/** One a week, the newest of them a month old; each of other code. */
const versions = (count: number): readonly RetainedVersion[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ qualifier: String(index + 1), codeHash: `code-${index + 1}` },
    publishedAt: daysAgo(30 + 7 * (count - 1 - index)),
  }));
const rules = (change: Partial<Parameters<typeof prunable>[1]> = {}) => ({
  ...{ needed: new Set<string>(), keep: 2, now: NOW },
  ...change,
});
const qualifiers = (pruned: readonly RetainedVersion[]) => pruned.map(({ qualifier }) => qualifier);

describe('prunable', () => {
  it.each([
    [2, ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1']],
    [5, ['7', '6', '5', '4', '3', '2', '1']],
    [20, []],
  ])('leaves the newest %d, by number', (keep, expected) => {
    const pruned = prunable(versions(12).toReversed(), rules({ keep }));

    expect(qualifiers(pruned)).toEqual(expected);
  });

  it('leaves what PDAs get, however old it is', () => {
    const pruned = prunable(versions(5), rules({ needed: new Set(['code-1', 'code-3']) }));

    expect(qualifiers(pruned)).toEqual(['2']);
  });

  it.each([
    [14, []],
    [14.001, ['1']],
  ])('leaves a version for 14 days after it was replaced: %d days', (days, expected) => {
    const [first, second, third] = versions(3) as [RetainedVersion, RetainedVersion, RetainedVersion];
    const replaced = { ...second, publishedAt: daysAgo(days) };

    const pruned = prunable([first, replaced, { ...third, publishedAt: daysAgo(1) }], rules());

    expect(qualifiers(pruned)).toEqual(expected);
  });

  it('leaves what was replaced at a time that nobody knows', () => {
    const [first, second, third] = versions(3) as [RetainedVersion, RetainedVersion, RetainedVersion];

    const pruned = prunable([first, { ...second, publishedAt: undefined }, third], rules());

    expect(pruned).toEqual([]);
  });
});
