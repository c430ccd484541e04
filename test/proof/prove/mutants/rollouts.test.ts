import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyOf, cdkApp } from '../../../../proof/prove/assembly/cdk-app.ts';
import { Deployment } from '../../../../proof/prove/mutants/deployment.ts';
import { sampleFunction } from '../../../../proof/prove/mutants/sample-function.ts';
import { sampleReference } from '../../../../proof/prove/mutants/sample-reference.ts';
import { prove } from '../../../../proof/prove/prove.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const IN = 'She-Functions-000';

/** What is wrong with a deployment that rolls its function out, after a change. */
async function violations(change: (app: Deployment) => void = () => {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'she-rollouts-'));
  const config = { rollouts: { sample: { percentage: 10 } } };
  const app = cdkApp({ config, functions: [sampleFunction()], outdir });
  change(new Deployment(app));
  const { verdicts } = prove(assemblyOf(app), await sampleReference());
  rmSync(outdir, { recursive: true });
  return verdicts.flatMap((verdict) => verdict.violations);
}

describe('a function that is rolled out', () => {
  it('is sealed like any other, and has an alarm', async () => {
    const found = await violations();

    expect(found).toEqual([]);
  });

  it.each([
    ['tells somebody else', 'AlarmActions', ['arn:aws:sns:eu-west-1:999988887777:x']],
    ['tells somebody else when it is over', 'OKActions', ['arn:aws:sns:eu-west-1:999988887777:x']],
  ])('has no alarm that %s', async (_what, path, value) => {
    const found = await violations((app) => app.set(ALARM, path, value, IN));

    expect(found.map((one) => one.path)).toEqual([path]);
  });
});
