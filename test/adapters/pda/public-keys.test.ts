import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpPublicKeys } from '../../../adapters/pda/public-keys.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const KEY = '-----BEGIN PUBLIC KEY-----\nMIIB+/=\n-----END PUBLIC KEY-----\n';

describe('HttpPublicKeys', () => {
  let server: Server;
  let asked = 0;
  let answer: { status: number; text: string };
  let now = PDA_NOW;
  let keys: HttpPublicKeys;

  beforeEach(async () => {
    asked = 0;
    answer = { status: 200, text: KEY };
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(answer.status).end(answer.text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const find = async (pda: string) => (pda === 'alice.localhost' ? { pda, url, token: 't' } : undefined);
    keys = new HttpPublicKeys({ find, put: async () => undefined }, () => now);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks once in ten minutes', async () => {
    await keys.of('alice.localhost');
    await keys.of('alice.localhost');
    const before = asked;

    now = new Date(now.getTime() + 10 * 60_000);
    const key = await keys.of('alice.localhost');

    expect([before, asked, key]).toEqual([1, 2, KEY]);
  });

  it('has none of a PDA that is not registered, and does not ask it', async () => {
    const key = await keys.of('mallory.localhost');

    expect([key, asked]).toEqual([undefined, 0]);
  });

  it.each([
    [404, '{"error":"Not Found","message":"HAT unavailable"}'],
    [200, '<html>'],
  ])('has none when the PDA answers %d %s', async (status, text) => {
    answer = { status, text };

    const key = await keys.of('alice.localhost');

    expect(key).toBeUndefined();
  });

  it('cannot tell when the PDA is away', async () => {
    server.close();

    const key = keys.of('alice.localhost');

    await expect(key).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });
});

describe('HttpPublicKeys against the embedded PDA', () => {
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda();
  }, 60_000);
  afterAll(() => pda.close());

  it("finds each PDA's own key", async () => {
    const keys = new HttpPublicKeys(pda.directory, () => PDA_NOW);

    const found = await Promise.all(['alice.localhost', 'ben.localhost'].map((name) => keys.of(name)));

    expect(found).toEqual([
      await pda.embedded.publicKey('alice.localhost'),
      await pda.embedded.publicKey('ben.localhost'),
    ]);
    expect(found[0]).not.toBe(found[1]);
  });
});
