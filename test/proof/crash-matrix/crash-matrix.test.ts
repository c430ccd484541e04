import { crashRun } from '../../../proof/crash-matrix/crash-run.ts';
import { MEANWHILES, STARTS } from '../../../proof/crash-matrix/situations.ts';
import { runProof } from '../../support/run-proof.ts';

describe('the crash matrix', () => {
  it('finds that no crash loses or doubles anything', async () => {
    const { output, code } = await runProof('crash-matrix');

    expect(code === 0 ? '' : output).toBe('');
    expect(output).toMatch(/^\d{4} crashes, 0 of them break an invariant$/m);
  }, 300_000);

  it.each(STARTS)('crashes every step of a run: $name', async (start) => {
    const [meanwhile] = MEANWHILES;

    const { calls } = await crashRun({ start, meanwhile: meanwhile as (typeof MEANWHILES)[number] });

    const steps = ['reading', 'invoking', 'writing', 'free'].map(
      (phase) => new RegExp(`executor: status.replace .* ${phase}`),
    );
    const others = [
      /slots\.take/,
      /slots\.giveBack/,
      /status\.find/,
      /-bundle as/,
      /pda\.read/,
      /invoke she-\w+ as/,
      /pda\.write/,
      /executions\.put/,
      /publish/,
    ];
    const missing = [...steps, ...others].filter((step) => !calls.some((call) => step.test(call)));
    expect(missing).toEqual([]);
  });

  it('kills the process at the call it was told, and no other', async () => {
    const [start, meanwhile] = [STARTS[0], MEANWHILES[0]];
    const crash = { nth: 12, when: 'after' as const };

    const { calls, trace } = await crashRun({ ...{ start, meanwhile, crash, isTraced: true } } as Parameters<
      typeof crashRun
    >[0]);

    expect(calls).toHaveLength(12);
    expect(trace.filter((line) => line.endsWith('dies'))).toHaveLength(1);
  });
});
