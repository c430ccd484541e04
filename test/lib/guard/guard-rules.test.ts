import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { guardRules } from '../../../lib/guard/guard-rules.ts';
import { globalTable, lambda, MUTANTS, managed, SEND } from '../../support/guard-mutants.ts';
import { synthesised } from '../../support/synthesised.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const OURS = ['access', 'functions', 'network', 'storage'].flatMap((name) =>
  [...readFileSync(`lib/guard/${name}.guard`, 'utf8').matchAll(/^rule (\w+)/gm)].map(([, rule = '']) => rule),
);

/** Which of our rules each template breaks, and at which resources. All at once: the rules are compiled for each call. */
function broken(templates: readonly unknown[]): readonly (readonly string[])[] {
  const templatePaths = templates.map((template, index) => {
    const templatePath = join(folder, `${index}.template.json`);
    writeFileSync(templatePath, JSON.stringify(template));
    return templatePath;
  });
  const stackTemplates = templatePaths.map((templatePath) => ({
    ...{ templatePath, stackConstructPath: 'One', accountId: undefined, region: undefined },
  }));
  const { violations } = guardRules().validate({ templatePaths, stackTemplates, appConstruct: new App() });
  const found = violations
    .filter(({ ruleName }) => OURS.includes(ruleName))
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map((at) => ({ ruleName, ...at })));
  return templatePaths.map((path) =>
    found
      .filter(({ templatePath }) => templatePath === path)
      .map(({ ruleName, resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
  );
}

describe('the Guard rules', () => {
  let ofMutants: readonly (readonly string[])[] = [];
  beforeAll(() => {
    ofMutants = broken(MUTANTS.map(([, , template]) => template));
  });

  it('find nothing in the stacks as they are', () => {
    const templates = [...synthesised().values()];

    expect(templates.length).toBeGreaterThanOrEqual(5);
    expect(broken(templates).flat()).toEqual([]);
  });

  it.each(MUTANTS.map(([rule, what], index) => [rule, what, index] as const))(
    '%s refuses %s',
    (rule, _what, index) => {
      expect(ofMutants[index]).toContain(`${rule} Bad`);
    },
  );

  it('each refuse something here', () => {
    const tried = new Set(MUTANTS.map(([rule]) => rule));

    expect(OURS.length).toBeGreaterThan(15);
    expect(OURS.filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('let a boundary and keys of the customer be', () => {
    const right = [managed(SEND), globalTable(true, { KMSMasterKeyId: 'alias/ours' })];

    expect(broken(right).flat()).toEqual([]);
  });

  it('let the configuration call be shared, which no person is near', () => {
    const shared = lambda({ FunctionName: 'she-one-configuration', TenancyConfig: undefined });

    expect(broken([shared])).toEqual([[]]);
  });

  it('fail synthesis, by the flags of cdk.json', () => {
    const program = `
      import { readFileSync } from 'node:fs';
      import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
      import { addSecurityChecks } from './lib/security-checks.ts';
      const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
      const app = new App({ context, outdir: ${JSON.stringify(join(folder, 'app'))} });
      await addSecurityChecks(app);
      new CfnResource(new Stack(app, 'Open'), 'Bad', { type: 'AWS::EC2::InternetGateway' });
      app.synth();`;

    const command = ['--import', 'tsx/esm', '--input-type=module', '--eval', program];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });

    expect(stderr).toMatch(/ERROR .*leads out of a network; functions must reach nobody: remove it/);
    expect(status).not.toBe(0);
  });
});
