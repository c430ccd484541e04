import type { Comparison } from '../../../../proof/diff/compare/compare.ts';
import { diffSchema, jsonReport } from '../../../../proof/diff/report/json.ts';
import { markdownReport, wholeMarkdownReport } from '../../../../proof/diff/report/markdown.ts';
import { toReport } from '../../../../proof/diff/report/report.ts';
import { textReport } from '../../../../proof/diff/report/text.ts';

const NOTHING: Comparison = { widenings: [], narrowings: [], changes: [] };
const OPENED: Comparison = {
  ...NOTHING,
  widenings: [
    { group: 'network', about: 'She-Network/Vpc', says: 'now: answers questions for names' },
    { group: 'iam', about: 'She-State/Role', says: 'now: may s3:* on *' },
  ],
  changes: [
    {
      group: 'network',
      stack: 'She-Network',
      logicalId: 'Vpc',
      type: 'AWS::EC2::VPC',
      action: 'changed',
      values: [{ name: 'EnableDnsSupport', before: false, after: true }],
    },
  ],
};
const base = '0123456789abcdef0123456789abcdef01234567';
const IAM = { group: 'iam', count: 1, reason: 'the registrar reads packages' } as const;
const NETWORK = { group: 'network', count: 1, reason: 'names are needed' } as const;

describe('a report', () => {
  it('passes when nothing opens', () => {
    const report = toReport(NOTHING, { base, acknowledgements: [] });

    expect(report.open).toEqual([]);
    expect(textReport(report)).toMatch(/Nothing would change\.$/);
  });

  it('keeps open what is of a group that no commit acknowledges', () => {
    const report = toReport(OPENED, { base, acknowledgements: [IAM] });

    expect(report.open.map(({ group }) => group)).toEqual(['network']);
    expect(textReport(report)).toContain('1 of the widenings is not acknowledged.');
  });

  it('still shows in red what is acknowledged, with the reason', () => {
    const report = toReport(OPENED, { base, acknowledgements: [IAM, NETWORK] });

    expect(report.open).toEqual([]);
    expect(textReport(report)).toContain('✗ She-Network/Vpc now: answers questions for names');
    expect(textReport(report)).toContain('Acknowledged, 1 of iam: the registrar reads packages');
  });

  it('keeps all of a group open that has more than commits acknowledge', () => {
    const [network] = OPENED.widenings;
    const two = { ...OPENED, widenings: [network, network] } as Comparison;

    const fewer = toReport(two, { base, acknowledgements: [NETWORK] });
    const enough = toReport(two, { base, acknowledgements: [NETWORK, NETWORK] });

    expect(fewer.open).toHaveLength(2);
    expect(enough.open).toEqual([]);
    expect(textReport(fewer)).toMatch(/Widening:\s+GROUP\(HOW MANY\): reason/);
  });

  it('says what a reader must know of the base, in each form', () => {
    const report = toReport(NOTHING, { base, acknowledgements: [], remark: 'The base has no stage.' });

    for (const text of [textReport(report), markdownReport(report), jsonReport(report)])
      expect(text).toContain('The base has no stage.');
  });

  it('tells network before the rest, in each form', () => {
    const report = toReport(OPENED, { base, acknowledgements: [] });

    for (const text of [textReport(report), markdownReport(report)])
      expect(text.indexOf('Network: who')).toBeLessThan(text.indexOf('IAM: who'));
  });

  it('is the same for machines', () => {
    const report = diffSchema.parse(
      JSON.parse(jsonReport(toReport(OPENED, { base, acknowledgements: [IAM] }))),
    );

    expect(report).toMatchObject({ base, passes: false, widenings: OPENED.widenings });
  });
});

describe('a comment', () => {
  it('is red until every widening is acknowledged', () => {
    const red = markdownReport(toReport(OPENED, { base, acknowledgements: [] }));
    const green = markdownReport(toReport(OPENED, { base, acknowledgements: [IAM, NETWORK] }));

    expect(red).toContain('### 🔴');
    expect(green).toContain('### 🟢');
  });

  it('can mention nobody, whatever a template or a commit says', () => {
    const hostile = {
      group: 'iam',
      about: 'A`@all',
      says: 'x` <img src=y> [z](http://example.org)\n# @team',
    } as const;
    const reason = '`@team` <b>';

    const comment = markdownReport(
      toReport(
        { ...NOTHING, widenings: [hostile] },
        { base, acknowledgements: [{ group: 'iam', count: 1, reason }] },
      ),
    );

    expect(comment.replace(/`[^`\n]*`/g, '')).not.toMatch(/@|<img|<b>|\[z\]/);
  });

  it('fits into what GitHub takes, however much changes', () => {
    const many = <One>(one: One): readonly One[] => Array.from({ length: 5000 }, () => one);
    const [note] = OPENED.widenings;
    const groups = ['network', 'iam', 'data', 'compute', 'rest'] as const;
    const notes = groups.flatMap((group) =>
      many({ ...note, about: 'A'.repeat(120), says: 'x'.repeat(500), group }),
    );
    const changes = groups.flatMap((group) =>
      many({ ...OPENED.changes[0], group, logicalId: 'B'.repeat(120) }),
    );

    const report = toReport({ widenings: notes, narrowings: notes, changes } as Comparison, {
      base,
      acknowledgements: [],
    });
    const [comment, whole] = [markdownReport(report), wholeMarkdownReport(report)];

    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('and 4980 more');
    expect(whole).not.toMatch(/and \d+ more/);
  });
});
