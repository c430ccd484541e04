import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyOf, cdkApp } from '../../../../proof/prove/assembly/cdk-app.ts';
import { Deployment } from '../../../../proof/prove/mutants/deployment.ts';
import { sampleFunction } from '../../../../proof/prove/mutants/sample-function.ts';
import { sampleReference } from '../../../../proof/prove/mutants/sample-reference.ts';
import { prove } from '../../../../proof/prove/prove.ts';

const POLICY = 'AWS::Events::EventBusPolicy';

/** What is wrong with a deployment for the PDAs of two other accounts, after a change. */
async function violations(change: (app: Deployment) => void = () => {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'she-accounts-'));
  const config = { pdaAccounts: ['111122223333', '444455556666'] };
  const app = cdkApp({ config, functions: [sampleFunction()], outdir });
  change(new Deployment(app));
  const { verdicts } = prove(assemblyOf(app), await sampleReference());
  rmSync(outdir, { recursive: true });
  return verdicts.flatMap((verdict) => verdict.violations);
}

describe('accounts whose PDAs send data events', () => {
  it('are let in for data events and nothing else', async () => {
    const found = await violations();

    expect(found).toEqual([]);
  });

  it.each([
    ['everybody', 'Statement.Principal', '*'],
    ['two at once', 'Statement.Principal', { AWS: 'arn:aws:iam::111122223333:root', Service: 'x' }],
    ['other calls', 'Statement.Action', 'events:*'],
    ['another bus', 'Statement.Resource', 'arn:aws:events:eu-west-1:111122223333:event-bus/default'],
    ['other events', 'Statement.Condition.StringEquals.events:source', ['aws.health']],
  ])('are let in no further: %s', async (_what, path, value) => {
    const found = await violations((app) => app.set(POLICY, path, value, '111122223333'));

    expect(found.map((one) => one.path)).toEqual(['Statement']);
  });
});
