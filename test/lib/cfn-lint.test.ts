import { spawnSync } from 'node:child_process';
import { cdkApp } from '../../proof/prove/assembly/cdk-app.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outdir = temporaryFolder();
const isInstalled = spawnSync('cfn-lint', ['--version']).status === 0;
const itWithCfnLint = isInstalled ? it : it.skip;

describe('the templates', () => {
  itWithCfnLint('have nothing that cfn-lint finds (needs: pip install cfn-lint)', () => {
    cdkApp({
      config: { alarmEmail: 'a@example.org', monthlyBudgetUsd: 100 },
      functions: [aRegisteredFunction()],
      outdir,
    }).synth();

    const command = [
      '--config-file',
      '.cfnlintrc.yaml',
      '--format',
      'parseable',
      `${outdir}/*.template.json`,
    ];
    const { stdout, stderr, status } = spawnSync('cfn-lint', command, { encoding: 'utf8' });

    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });
});
