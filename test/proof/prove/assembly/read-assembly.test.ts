import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../../../core/errors.ts';
import { readAssembly } from '../../../../proof/prove/assembly/read-assembly.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();
const stack = (environment: string, stackName?: string) => ({
  type: 'aws:cloudformation:stack',
  environment,
  properties: { templateFile: 'stack.json', ...(stackName && { stackName }) },
});

/** A folder as `cdk synth` writes it. */
function written(name: string, artifacts: object, template = '{}'): string {
  const outdir = join(folder, name);
  mkdirSync(outdir);
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(outdir, 'stack.json'), template);
  return outdir;
}

describe('reading what `cdk synth` wrote', () => {
  it('finds every stack, its name and where it goes', async () => {
    const artifacts = {
      'She-State': stack('aws://unknown-account/unknown-region'),
      Network: stack('aws://111122223333/eu-west-1', 'She-Network'),
      'She-State.assets': { type: 'cdk:asset-manifest' },
    };

    const { stacks, problems } = await readAssembly(written('good', artifacts));

    expect(stacks).toEqual([
      { name: 'She-State', account: undefined, region: undefined, template: {} },
      { name: 'She-Network', account: '111122223333', region: 'eu-west-1', template: {} },
    ]);
    expect(problems).toEqual([]);
  });

  it('tells of parts that it does not know', async () => {
    const artifacts = { Stage: { type: 'cdk:cloud-assembly' } };

    const { problems } = await readAssembly(written('staged', artifacts));

    expect(problems).toMatchObject([{ stack: 'Stage', found: 'an artifact of type cdk:cloud-assembly' }]);
  });

  it.each([
    ['there is no folder', () => join(folder, 'nowhere')],
    ['a template is not JSON', () => written('torn', { A: stack('aws://a/b') }, '{')],
    ['a stack is not described', () => written('vague', { A: { type: 'aws:cloudformation:stack' } })],
  ])('refuses when %s', async (_name, outdir) => {
    await expect(readAssembly(outdir())).rejects.toThrow(EngineError);
  });
});
