import { complaints, summary, table } from '../../../../proof/probes/report/table.ts';
import type { Result } from '../../../../proof/probes/result.ts';

const aResult = (change: Partial<Result> = {}): Result => ({
  ...{ name: 'tcp', theme: 'network', family: 'node', shows: 'connects to a program', verdict: 'held' },
  sealed: { through: false, saw: 'ECONNREFUSED' },
  unsealed: { through: true, saw: 'connected' },
  ...change,
});

describe('the table of probes', () => {
  it('has a line for each probe, by theme', () => {
    const results = [
      aResult({ name: 'HTML', theme: 'responses' }),
      aResult({ family: 'python' }),
      aResult(),
      aResult({ name: 'a full /dev', theme: 'resources', unsealed: { notRun: 'only root can' } }),
    ];

    const lines = table(results).replaceAll(/ {2,}/g, '  ').split('\n');

    expect(lines).toEqual([
      'network  family  sealed  unsealed',
      '  tcp  node  held  through',
      '  tcp  python  held  through',
      '',
      'resources  family  sealed  unsealed',
      '  a full /dev  node  held  not run: only root can',
      '',
      'responses  family  sealed  harmless twin',
      '  HTML  node  held  through',
    ]);
  });

  it.each<[string, Partial<Result>]>([
    ['THROUGH', { sealed: { through: true, saw: '' }, verdict: 'THROUGH' }],
    ['BROKEN', { sealed: { broken: 'TypeError' }, verdict: 'BROKEN' }],
    ['held: NO LONGER PROBES', { unsealed: { through: false, saw: '' }, verdict: 'NO LONGER PROBES' }],
    ['held: closed on this machine anyway', { unsealed: { through: false, saw: '' } }],
  ])('shows what went wrong: %s', (words, change) => {
    const text = table([aResult(change)]);

    expect(text).toContain(words);
  });
});

describe('the complaints', () => {
  it('tell what each side of a probe saw, and nothing of those that held', () => {
    const through = aResult({ name: 'udp', verdict: 'THROUGH', sealed: { through: true, saw: 'probe' } });

    const text = complaints([aResult(), through]);

    expect(text).toBe(
      [
        'THROUGH: udp (node), which connects to a program',
        '    sealed: through, "probe"',
        '    unsealed: through, "connected"',
      ].join('\n'),
    );
  });
});

describe('the summary', () => {
  it('counts probes once, and tries by what they came to', () => {
    const results = [
      aResult(),
      aResult({ family: 'python' }),
      aResult({ name: 'udp', verdict: 'NO LONGER PROBES', unsealed: { through: false, saw: '' } }),
    ];

    const line = summary(results);

    expect(line).toBe(
      '2 probes, 3 tries sealed: 2 held, 0 THROUGH, 1 NO LONGER PROBES, 0 BROKEN. 2 got through unsealed.',
    );
  });
});
