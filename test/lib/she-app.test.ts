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

  function synth(context: Record<string, string> = {}) {
    const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const [program, ...args] = cdkJson.app.split(' ');
    return spawnSync(program, args, {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
      },
    });
  }

  it('passes the rules of CloudFormation and AWS without credentials, in any account and region', () => {
    const run = synth();

    expect(complaint(run)).toBeUndefined();
    expect(templates(outdir)).toEqual(
      expect.arrayContaining(['She-Api', 'She-Network', 'She-Orchestrator', 'She-State']),
    );
  }, 60_000);

  it('knows account and region of a stage and still asks nobody', () => {
    const run = synth({ stage: 'example' });

    expect(complaint(run)).toBeUndefined();
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(manifest.artifacts['She-Network'].environment).toBe('aws://111122223333/eu-west-1');
    expect(manifest.missing).toBeUndefined();
  }, 60_000);

  it('ends with the reason alone when its configuration is missing', () => {
    const { status, stderr } = synth({ stage: 'nowhere' });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^\S+config\/nowhere\.json does not exist\. .*\n$/);
  }, 60_000);
});

/** What went wrong; the registry's own warnings do not count. */
function complaint({ status, stderr }: { status: number | null; stderr: string }): string | undefined {
  return status === 0 ? /.*(ERROR|WARNING).*/.exec(stderr)?.[0] : stderr;
}

function templates(outdir: string): string[] {
  const files = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return files.map((file) => file.replace('.template.json', ''));
}
