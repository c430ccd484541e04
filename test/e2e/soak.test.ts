import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { soak } from '../../proof/soak/soak.ts';
import { violationLines } from '../../proof/soak/summary.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROUNDS = 20;
/** A ceiling for busy machines: a start takes seconds there. */
const LONGEST_MS = 600_000;

describe('the promises of execution.md, held by an engine that is killed under load', () => {
  const folder = temporaryFolder();

  it(
    `keeps them through ${ROUNDS} rounds of kill -9`,
    async () => {
      const seed = String(randomInt(2 ** 31));

      const result = await soak({ rounds: ROUNDS, seed });

      expect(violationLines(result, seed)).toEqual([]);
      expect(result.kills).toBeGreaterThanOrEqual(ROUNDS);
      expect(result.histories.flatMap(({ derived }) => derived)).not.toEqual([]);
    },
    LONGEST_MS,
  );

  it('ends everything, and leaves nothing behind, when it is interrupted', async () => {
    const interrupt = new AbortController();
    const lines: string[] = [];
    const report = (line: string) => {
      lines.push(line);
      interrupt.abort();
    };

    const result = await soak({ rounds: ROUNDS, seed: '1', folder, report, signal: interrupt.signal });

    expect({ rounds: lines.length, violations: result.violations }).toEqual({ rounds: 1, violations: [] });
    expect(readdirSync(folder)).toEqual([]);
  });
});
