import { BREAKS } from '../../../proof/probes/breaks.ts';
import { thisMachine } from '../../../proof/probes/machine.ts';
import type { Result } from '../../../proof/probes/result.ts';
import { runProof } from '../../support/run-proof.ts';

const { isRoot } = thisMachine();
const NOTICED = BREAKS.filter(({ noticedBy, asRoot }) => noticedBy.length > 0 && (isRoot || !asRoot));

describe('npm run probes', () => {
  it.each(NOTICED)(
    'notices in both languages that something is weaker: $name',
    async ({ name, noticedBy }) => {
      const { output, code } = await runProof('probes', '--break', name, '--json', '--only', ...noticedBy);

      const results: readonly Result[] = JSON.parse(output.split('\n')[0] ?? '').results;
      const expected = name === 'sealed-control' ? 'NO LONGER PROBES' : 'THROUGH';
      const unnoticed = results.filter(({ verdict }) => verdict !== expected);
      expect(results).toHaveLength(2 * noticedBy.length);
      expect(unnoticed).toEqual([]);
      expect(code).toBe(1);
    },
    300_000,
  );

  it('says how to repair a machine that cannot seal, and fails', async () => {
    const { output, code } = await runProof('probes', '--break', 'no-bubblewrap', '--only', 'tcp');

    expect(output).toContain('apt-get install --yes bubblewrap');
    expect(code).toBe(1);
  });

  it('tells in words what got through', async () => {
    const { output, code } = await runProof('probes', '--break', 'shared-tmp', '--only', 'its own past');

    expect(output).toMatch(/^THROUGH: its own past \(node\), which reads a file from before/m);
    expect(output).toMatch(/2 THROUGH/);
    expect(code).toBe(1);
  });

  it.each([
    [['--only', 'nothing of the kind'], /no probe "nothing of the kind"/],
    [['--break', 'everything'], /Allowed choices are share-net/],
  ])('says what is wrong with %j', async (args, complaint) => {
    const { output, code } = await runProof('probes', ...args);

    expect(output).toMatch(complaint);
    expect(code).toBe(1);
  });
});
