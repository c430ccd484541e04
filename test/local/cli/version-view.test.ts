import { releaseSummary } from '../../../core/model/release-summary.ts';
import { versionPage, versionTable } from '../../../local/cli/version-view.ts';
import { aVersion, CODE_HASH, NOW, someReleases } from '../../support/builders.ts';

const NEXT = aVersion({ version: '2.0.0', codeHash: 'b'.repeat(64) });
const PLAIN = releaseSummary(someReleases());
const ON_TRIAL = releaseSummary(someReleases({ candidate: { entry: NEXT, percentage: 10 } }));
const RETURNED = releaseSummary(
  someReleases({ candidate: { entry: NEXT, percentage: 10, returnedAt: NOW.toISOString() } }),
);
const GONE = releaseSummary(
  someReleases({ stable: aVersion({ available: false }), recalledVersions: ['0.8.0', '0.9.0'] }),
);
const RETAINED = [
  { qualifier: '1', codeHash: 'c'.repeat(64), publishedAt: NOW, bytes: 900 },
  { qualifier: '2', codeHash: CODE_HASH, publishedAt: NOW, bytes: 1000 },
  { qualifier: '3', codeHash: NEXT.codeHash },
];

describe('the table of versions', () => {
  it.each([
    ['everybody has one', PLAIN, /^hydration-coach +1\.0\.0 +- +- +3$/],
    ['one is on trial', ON_TRIAL, /^hydration-coach +1\.0\.0 +2\.0\.0, 10 % +- +3$/],
    ['one was returned', RETURNED, /2\.0\.0, returned 2026-03-02T09:00:00\.000Z +- +3$/],
    ['it is gone', GONE, /^hydration-coach +1\.0\.0 \(not available\) +- +0\.8\.0 0\.9\.0 +3$/],
  ])('has a line for each function: %s', (_what, summary, line) => {
    const lines = versionTable([{ summary, retained: RETAINED }]).split('\n');

    expect(lines[0]).toMatch(/^function +everybody +on trial +recalled +retained$/);
    expect(lines.slice(1)).toEqual([expect.stringMatching(line)]);
  });

  it('says when there are none', () => {
    expect(versionTable([])).toBe('no functions');
  });
});

describe('the page of a function', () => {
  it('tells of each version that can be called what it is, newest first', () => {
    const lines = versionPage({ summary: ON_TRIAL, retained: RETAINED }).split('\n');

    expect(lines).toEqual([
      'hydration-coach 1.0.0',
      'on trial: 2.0.0, 10 %',
      '',
      expect.stringMatching(/^Lambda version +is +code +published +bytes$/),
      expect.stringMatching(/^3 +2\.0\.0 +b{16} +- +-$/),
      expect.stringMatching(/^2 +1\.0\.0 +a{16} +2026-03-02T09:00:00\.000Z +1000$/),
      expect.stringMatching(/^1 +- +c{16} +2026-03-02T09:00:00\.000Z +900$/),
    ]);
  });

  it('says when nothing can be called', () => {
    const lines = versionPage({ summary: GONE, retained: [] }).split('\n');

    expect(lines).toEqual([
      'hydration-coach 1.0.0, not available',
      'recalled: 0.8.0 0.9.0',
      '',
      'no version of it can be called',
    ]);
  });
});
