import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { DynamoPdaDirectory } from '../../../adapters/dynamodb/pda-directory.ts';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const PDA = 'alice.localhost';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const QUERY = {
  ...{ pda: PDA, functionId: 'counter', bundle: { all: { endpoints: [{ endpoint: 'kitchen/drinks' }] } } },
  output: { namespace: 'counter', endpoint: 'counts', allowSubpaths: false },
};

describe('the engine at a PDA that ends tokens three days after their issue', () => {
  let server: TestPda;
  let dynamo: LocalDynamo;
  let now: Date;
  let pda: HttpPda;

  beforeEach(async () => {
    now = PDA_NOW;
    server = await startTestPda({ additions: false, now: () => now });
    dynamo = await openLocalDynamo();
    const cipher = new AesTokenCipher(Buffer.alloc(32, 1));
    const directory = new DynamoPdaDirectory(dynamo.client, {
      ...{ table: 'pdas', cipher, nearby: true, now: () => now },
    });
    await directory.put({ pda: PDA, url: server.url, token: await applicationToken() });
    pda = new HttpPda(directory, { now: () => now });
  }, 60_000);
  afterEach(() => Promise.all([server.close(), dynamo.close()]));

  /** As an operator gets one for the engine. */
  async function applicationToken(): Promise<string> {
    const owner = { pda: PDA, token: server.alice.ownerToken };
    const body = { version: '1.0.0', permissions: { rolesGranted: [{ role: 'owner' }] } };
    await server.call('PUT /api/v2.6/applications/engine', { ...owner, body });
    const path = 'GET /api/v2.6/applications/engine/access-token';
    return (await server.call<{ accessToken: string }>(path, owner)).body.accessToken;
  }
  const readAfter = (milliseconds: number) => {
    now = new Date(PDA_NOW.getTime() + milliseconds);
    return pda.readWindow(QUERY);
  };

  it('is let in for all of their thirty days, if it comes every other day', async () => {
    for (let time = 0; time < 30 * DAY_MS; time += 47 * HOUR_MS) await readAfter(time);

    const late = readAfter(30 * DAY_MS + HOUR_MS);

    await expect(late).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('is refused after three days on which it did not come', async () => {
    await readAfter(0);

    const late = readAfter(3 * DAY_MS + HOUR_MS);

    await expect(late).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });
});
