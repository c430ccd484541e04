import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the app that `cdk synth` runs', () => {
  let outdir = '';
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'she-app-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  function synth(context: Record<string, string> = {}, validation = 'false') {
    const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const [program, ...args] = cdkJson.app.split(' ');
    return spawnSync(program, args, {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        CDK_VALIDATION: validation,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
      },
    });
  }

  it("passes CloudFormation's validation without credentials, in any account and region", () => {
    const { status, stderr } = synth({}, 'true');

    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringMatching(/ERROR|WARNING/) });
    expect(templates(outdir)).toEqual(
      expect.arrayContaining(['She-Api', 'She-Network', 'She-Orchestrator', 'She-State']),
    );
  }, 60_000);

  it('knows account and region of a stage and still asks nobody', () => {
    const { status } = synth({ stage: 'example' });

    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(status).toBe(0);
    expect(manifest.artifacts['She-Network'].environment).toBe('aws://111122223333/eu-west-1');
    expect(manifest.missing).toBeUndefined();
  }, 60_000);

  it('ends with the reason alone when its configuration is missing', () => {
    const { status, stderr } = synth({ stage: 'nowhere' });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^\S+config\/nowhere\.json does not exist\. .*\n$/);
  }, 60_000);
});

function templates(outdir: string): string[] {
  const files = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return files.map((file) => file.replace('.template.json', ''));
}
