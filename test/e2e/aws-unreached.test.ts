import { freePort } from '../../proof/deploy/moto/start-moto.ts';
import { runCommand } from '../support/engine-process.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'local' };
/** So that nothing is found where the SDK also looks. */
const NOTHING_ELSE = {
  ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PROFILE: undefined },
  ...{ AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined },
};
const REFUSAL = `<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>`;

describe('a command about a stage', () => {
  let aws: HttpServer;

  beforeAll(async () => {
    aws = await startHttpServer(() => ({ status: 403, body: REFUSAL }));
  });
  afterAll(() => aws.close());

  const versionsOf = (stage: string, env: NodeJS.ProcessEnv) =>
    runCommand(['versions', '--stage', stage], { ...KEYS, ...NOTHING_ELSE, ...env });

  it('says that AWS could not be reached, and where, when nothing answers', async () => {
    const port = await freePort();

    const { code, output } = await versionsOf('example', { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });

    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^AWS could not be reached: .*127\\.0\\.0\\.1:${port}`, 'm'));
    expect(output).not.toContain('credentials');
  }, 60_000);

  it('says which name could not be found', async () => {
    const { code, output } = await versionsOf('example', { AWS_ENDPOINT_URL: 'http://no-aws.invalid' });

    expect(code).toBe(1);
    expect(output).toMatch(/^AWS could not be reached: .*no-aws\.invalid/m);
  }, 60_000);

  it('asks for a region where neither the stage nor the environment names one', async () => {
    const { code, output } = await versionsOf('trial', { AWS_ENDPOINT_URL: aws.url });

    expect(code).toBe(1);
    expect(output).toMatch(/no region is known: set AWS_REGION, or the field "region" of the stage/);
    expect(output).not.toContain('credentials');
  }, 60_000);

  it('speaks of credentials where AWS refuses them', async () => {
    const { code, output } = await versionsOf('example', { AWS_ENDPOINT_URL: aws.url });

    expect(code).toBe(1);
    expect(output).toMatch(/^AWS refused \(AccessDenied\): not allowed\n {2}check your credentials/m);
  }, 60_000);
});
