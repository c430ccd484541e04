import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { stackUsages, templateUsages } from '../../../lib/limits/stack-usage.ts';
import { withinLimits } from '../../../lib/limits/usage.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const outdir = temporaryFolder();

/** An app with so many resources of a type in each stack. */
function anApp(stacks: Readonly<Record<string, number>>, type = 'AWS::Lambda::Version'): App {
  const app = new App({ outdir, builtinCloudFormationValidation: false, treeMetadata: false });
  for (const [name, resources] of Object.entries(stacks)) {
    const stack = new Stack(app, name);
    for (let number = 0; number < resources; number++)
      new CfnResource(stack, `R${number}`, { type, properties: { Name: `number ${number}` } });
  }
  return app;
}

describe('what stacks use', () => {
  it('are resources, each stack its own', () => {
    const usages = stackUsages(anApp({ 'She-Functions-007': 3, 'She-State': 1 }));

    const resources = usages.filter(({ unit }) => unit === 'resources');
    expect(resources.map(({ of, used, limit }) => [of, used, limit])).toEqual([
      ['She-Functions-007', 3, 500],
      ['She-State', 1, 500],
    ]);
  });

  it('are near their limit at 80 %, in stacks of functions when no function fits any more', () => {
    const warned = (name: string, resources: number) =>
      withinLimits(stackUsages(anApp({ [name]: resources }))).length > 0;

    expect([warned('She-State', 400), warned('She-State', 401)]).toEqual([false, true]);
    expect([warned('She-Functions-007', 493), warned('She-Functions-007', 495)]).toEqual([false, true]);
  });

  it('are stacks and roles, all together', () => {
    const usages = stackUsages(anApp({ 'She-Functions-007': 3, 'She-State': 1 }, 'AWS::IAM::Role'));

    const together = usages.filter(({ of }) => of === 'The deployment');
    expect(together.map(({ unit, used, limit }) => [unit, used, limit])).toEqual([
      ['stacks', 2, 2000],
      ['roles', 4, 1000],
    ]);
  });

  it('are bytes of their templates, as they are uploaded', () => {
    const [small, large] = [anApp({ 'She-State': 1 }), anApp({ 'She-State': 100 })].map((app) =>
      templateUsages(app.synth()),
    );

    expect(small?.map(({ of, limit }) => [of, limit])).toEqual([['The template of She-State', 1_000_000]]);
    expect(large?.[0]?.used).toBeGreaterThan((small?.[0]?.used ?? 0) + 99 * 'number 1'.length);
  });

  it('can be made less by moving what was never deployed, for functions alone', () => {
    const [functions, state] = stackUsages(anApp({ 'She-Functions-007': 1, 'She-State': 1 }));

    expect(functions?.remedy).toMatch(/lock\.json, give another shard.*never deployed/);
    expect(state?.remedy).toBe('Move some of its constructs to another stack.');
  });
});
