import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { ACCESS_KEY_ID } from '../../local/http/own-requests.ts';
import { createTables } from '../../local/state/create-tables.ts';
import { type DynamoServer, startDynamo } from '../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { aVersion, CODE_HASH, FUNCTION, NOW, someReleases } from '../support/builders.ts';
import { runCommand } from '../support/engine-process.ts';
import { type HttpRequest, type HttpServer, startHttpServer } from '../support/http-server.ts';
import { unexpected } from '../support/local-aws.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NEXT = aVersion({ version: '2.0.0', codeHash: 'b'.repeat(64) });
const STACK = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
  <Stacks><member><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Orchestrator/1</StackId><Outputs>
  <member><OutputKey>CatalogueTableName</OutputKey><OutputValue>catalogue</OutputValue></member>
  </Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const SETTINGS = JSON.stringify({
  AccountUsage: { TotalCodeSize: 61_234_000_000 },
  AccountLimit: { TotalCodeSize: 80_530_636_800 },
});

/** Four versions of every Lambda; version 3 is stable, version 4 the newest. */
function answerOfAws({ method, path }: HttpRequest) {
  if (path.startsWith('/2016-08-19/account-settings')) return { status: 200, body: SETTINGS };
  if (!path.startsWith('/2015-03-31/')) return { status: 200, body: STACK };
  if (method === 'DELETE') return { status: 204 };
  const Versions = ['c', 'd', CODE_HASH[0] ?? '', 'b'].map((digit, index) => ({
    ...{ Version: String(index + 1), CodeSize: 1000, LastModified: '2025-01-01T09:00:00.000+0000' },
    CodeSha256: Buffer.from(digit.repeat(64), 'hex').toString('base64'),
  }));
  return { status: 200, body: JSON.stringify({ Versions }) };
}

describe('the versions of an engine on AWS', () => {
  const directory = temporaryFolder();
  let dynamo: DynamoServer;
  let aws: HttpServer;
  let releases: DynamoReleaseStore;
  let destroy: () => void;

  beforeAll(async () => {
    dynamo = await startDynamo(directory);
    aws = await startHttpServer(answerOfAws);
    const clients = createClients({ dynamo: localClientConfig(dynamo.endpoint) });
    destroy = () => clients.dynamo.destroy();
    await createTables(clients.dynamo);
    releases = new DynamoReleaseStore(clients.dynamo, 'catalogue', unexpected);
    const candidate = { entry: NEXT, percentage: 10, returnedAt: NOW.toISOString() };
    await releases.replace(someReleases({ candidate }));
  });
  afterAll(async () => {
    destroy();
    await Promise.all([dynamo.close(), aws.close()]);
  });

  const she = (...args: string[]) =>
    runCommand([...args, '--stage', 'example'], {
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint },
      ...{ AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: 'local' },
    });
  const stored = async (): Promise<FunctionReleases> => (await releases.find(FUNCTION)) ?? someReleases();

  it('are listed, with what is on trial and how many are retained', async () => {
    const { code, output } = await she('versions');

    expect(code).toBe(0);
    expect(output).toMatch(/^hydration-coach +1\.0\.0 +2\.0\.0, returned 2026-03-02T09:00:00\.000Z +- +4$/m);
  }, 60_000);

  it('are not resumed while the alarm that returned them may be on', async () => {
    const before = await stored();
    const candidate = { entry: NEXT, percentage: 10, returnedAt: new Date().toISOString() };
    await releases.replace({ ...before, revision: before.revision + 1, candidate });

    const { code, output } = await she('versions', 'resume', `${FUNCTION}@2.0.0`);

    const after = await stored();
    await releases.replace({ ...before, revision: after.revision + 1 });
    expect([code, after.candidate]).toEqual([1, candidate]);
    expect(output).toMatch(/2\.0\.0 can be resumed from \d{4}-.+Z on/);
  }, 60_000);

  it('are on trial again when they are resumed', async () => {
    const { code, output } = await she('versions', 'resume', `${FUNCTION}@2.0.0`);

    expect([code, (await stored()).candidate]).toEqual([0, { entry: NEXT, percentage: 10 }]);
    expect(output).toContain('hydration-coach 2.0.0 is on trial again with 10 % of all PDAs');
  }, 60_000);

  it('are recalled by number while there are two, and that is taken back', async () => {
    const unclear = await she('recall', FUNCTION);
    const recalled = await she('recall', FUNCTION, '--version', '2.0.0');
    const { recalledVersions } = await stored();

    const undone = await she('recall', FUNCTION, '--version', '2.0.0', '--undo');

    expect([unclear.code, recalled.code, undone.code]).toEqual([1, 0, 0]);
    expect(unclear.output).toContain('say which with --version');
    expect([recalledVersions, (await stored()).recalledVersions]).toEqual([['2.0.0'], []]);
  }, 90_000);

  it('are deleted where nothing needs them, and only said to be with --dry-run', async () => {
    const dry = await she('versions', 'prune', '--keep', '2', '--dry-run');
    const before = aws.requests.filter(({ method }) => method === 'DELETE').length;

    const { code, output } = await she('versions', 'prune', '--keep', '2');

    const deleted = aws.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
    expect([dry.code, before, code]).toEqual([0, 0, 0]);
    expect(dry.output).toContain('Lambda stores 61.2 GB of code for this account in this region; 80.5 GB is');
    expect(dry.output).toContain('6 would be deleted');
    expect(output).toContain('6 deleted, 6000 bytes of packages');
    const expected = ['', '-bundle', '-configuration'].flatMap((call) =>
      ['1', '2'].map((number) => `/2015-03-31/functions/she-hydration-coach${call}?Qualifier=${number}`),
    );
    expect(deleted.toSorted()).toEqual(expected.toSorted());
  }, 90_000);

  it.each([
    ['no function', ['versions', 'no-coach'], /There is no function no-coach/],
    ['no version', ['versions', 'resume', FUNCTION], /is no version of a function: write it like/],
    [
      'a version that is not on trial',
      ['versions', 'resume', `${FUNCTION}@9.0.0`],
      /9\.0\.0 is not on trial/,
    ],
    ['too few to keep', ['versions', 'prune', '--keep', '1'], /a whole number from 2 to/],
  ])(
    'are refused in a sentence: %s',
    async (_what, args, sentence) => {
      const { code, output } = await she(...args);

      expect(code).toBe(1);
      expect(output).toMatch(sentence);
      expect(output).not.toMatch(/\n\s+at /);
    },
    60_000,
  );
});
