import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS } from '../../../proof/prove/claims/all.ts';
import { reportSchema } from '../../../proof/prove/report/json.ts';
import { runProof } from '../../support/run-proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

/** What `cdk synth` writes of an app with one stack. */
function assembly(name: string, template: object): string {
  const templates = join(folder, name);
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/unknown-region',
    properties: { templateFile: 'She-State.template.json' },
  };
  mkdirSync(templates);
  writeFileSync(join(templates, 'manifest.json'), JSON.stringify({ artifacts: { 'She-State': stack } }));
  writeFileSync(join(templates, 'She-State.template.json'), JSON.stringify(template));
  return templates;
}

describe('npm run prove', () => {
  it('proves the app of this repository, for machines', async () => {
    const { output, code } = await runProof('prove', '--json');

    const report = reportSchema.parse(JSON.parse(output));
    expect(report.claims.filter(({ holds }) => !holds)).toEqual([]);
    expect(report.claims.map(({ name }) => name)).toEqual(CLAIMS.map(({ name }) => name));
    expect(report.reach.map(({ reaches }) => reaches)).toEqual([[]]);
    expect(report.reach[0]?.serviceActions).toHaveLength(6);
    expect(code).toBe(0);
  });

  it('judges templates that somebody has, fits a terminal, and fails where a claim does not hold', async () => {
    const templates = assembly('open', { Resources: { Gateway: { Type: 'AWS::EC2::InternetGateway' } } });

    const { output, code } = await runProof('prove', '--templates', templates);

    expect(output).toMatch(
      /✗ no-way-out: .*\n +She-State\/Gateway Type\n +found: AWS::EC2::InternetGateway\n/,
    );
    expect(output.replace(/\s+/g, ' ')).toMatch(/claims do not hold: .*no-way-out/);
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(code).toBe(1);
  });

  it.each([['--templates', '/nowhere'], ['--unheard-of']])(
    'says what is wrong with %s, and fails in another way than a proof',
    async (...args) => {
      const { output, code } = await runProof('prove', ...args);

      expect(output).toMatch(/nowhere\/manifest\.json cannot be read|unknown option/);
      expect(output).not.toMatch(/at .*\.ts:\d/);
      expect(code).toBe(2);
    },
  );
});
