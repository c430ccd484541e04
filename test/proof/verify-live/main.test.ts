import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpServer } from '../../support/http-server.ts';
import { runProof } from '../../support/run-proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startAws } from './aws-server.ts';
import { AS_DEPLOYED, TEMPLATES } from './deployed-account.ts';

const templates = temporaryFolder();
writeFileSync(join(templates, 'She-Network.template.json'), JSON.stringify(TEMPLATES.network));
writeFileSync(join(templates, 'She-Functions-014.template.json'), JSON.stringify(TEMPLATES.functions[0]));

const run = (...args: readonly string[]) => runProof('verify-live', ...args, '--templates', templates);

describe('npm run verify-live', () => {
  let aws: HttpServer;
  const before = { ...process.env };

  beforeEach(async () => {
    aws = await startAws(() => AS_DEPLOYED);
    process.env.AWS_ENDPOINT_URL = aws.url;
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(templates, 'none');
    process.env.AWS_CONFIG_FILE = join(templates, 'none');
  });
  afterEach(async () => {
    process.env = { ...before };
    await aws.close();
  });

  it('prints each claim, and exits with 1 when one does not hold', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'x';

    const { output, code } = await run('--stage', 'example');

    expect(output).toContain('✓ every route stays inside the network');
    expect(output).toContain('she-tracker: lock.json does not have the hash of its template');
    expect(output).toMatch(/24 claims, 1 of them do not hold/);
    expect(code).toBe(1);
  });

  it('says which credentials it needs when there are none', async () => {
    const { output, code } = await run('--stage', 'example');

    expect(output).toMatch(/no AWS credentials that work.*set AWS_PROFILE.*ReadOnlyAccess/);
    expect(code).toBe(2);
  });

  it.each([
    ['a stage that there is not', ['--stage', 'nowhere'], /nowhere\.json does not exist/],
    ['no templates', ['--stage', 'example', '--templates', '/nowhere'], /npx cdk synth --quiet first/],
  ])('says what to do about %s', async (_what, args, sentence) => {
    const { output, code } = await runProof('verify-live', ...args);

    expect(output).toMatch(sentence);
    expect(code).toBe(2);
  });
});
