import { FAMILIES } from '../../../proof/probes/finding.ts';
import { PROBES } from '../../../proof/probes/list/all.ts';
import { RESPONSES } from '../../../proof/probes/responses/all.ts';
import type { Result } from '../../../proof/probes/result.ts';
import { runProof } from '../../support/run-proof.ts';

const NAMES = [...PROBES, ...RESPONSES].flatMap(({ name }) =>
  FAMILIES.map((family) => [family, name] as const),
);

let code: number;
let results: readonly Result[];

beforeAll(async () => {
  const run = await runProof('probes', '--json');
  code = run.code;
  results = JSON.parse(run.output.split('\n')[0] ?? '').results;
}, 600_000);

describe('npm run probes', () => {
  it.each(NAMES)('holds, and knows that it probes: %s: %s', (family, name) => {
    const result = results.find((one) => one.family === family && one.name === name);

    expect(result).toMatchObject({ verdict: 'held' });
  });

  it('tries nothing that is not on the list, and ends well', () => {
    expect(results).toHaveLength(NAMES.length);
    expect(code).toBe(0);
  });
});
