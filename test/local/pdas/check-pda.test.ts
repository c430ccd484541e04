import { checkPda } from '../../../local/pdas/check-pda.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const now = () => PDA_NOW;

/** What a PDA says of a route it does not have. */
const MISSING = { status: 404, body: '{"error":"Handler Not Found","message":""}' };

describe('the check of a PDA', () => {
  let server: TestPda;

  beforeAll(async () => {
    server = await startTestPda();
  }, 60_000);
  afterAll(() => server.close());

  const alice = (changes = {}) => {
    const { pda, engineToken: token } = server.alice;
    return { pda, url: server.url, token, nearby: true, ...changes };
  };

  it('finds a PDA that takes the token, and tells when that ends', async () => {
    const found = await checkPda(alice(), now);

    expect(found).toMatchObject({ kind: 'additions', isOwners: false, tokenEnds: expect.any(Date) });
  });

  it("knows an owner's own token", async () => {
    const found = await checkPda(alice({ token: server.alice.ownerToken }), now);

    expect(found.isOwners).toBe(true);
  });

  it.each<[string, () => object, string]>([
    ['no token', () => ({ token: 'secret' }), 'The token is no token of a PDA'],
    [
      "another PDA's token",
      () => ({ token: server.ben.engineToken }),
      "The token is another PDA's: give the one that alice.localhost issued",
    ],
    [
      'a token that was changed',
      () => ({ token: `${server.alice.engineToken.slice(0, -8)}AAAAAAAA` }),
      'The token has ended, or alice.localhost has not signed it',
    ],
    ['an address at which nobody is', () => ({ url: 'http://127.0.0.1:1' }), 'No PDA has answered at'],
    [
      'a name that leads to this machine, where it must not',
      () => ({ url: 'https://localhost:1', nearby: false }),
      'localhost leads to addresses that are not of the internet',
    ],
    ['a name that leads nowhere', () => ({ url: 'https://nowhere.invalid' }), 'There is no address of'],
  ])('refuses %s, says what to do, and quotes no token', async (_what, changes, sentence) => {
    const access = alice(changes());

    const error = await checkPda(access, now).catch((thrown: Error) => thrown);

    expect(error).toMatchObject({ name: 'PdaUnusable', message: expect.stringContaining(sentence) });
    expect(String(error)).not.toContain(access.token.slice(0, 20));
  });

  it('refuses a token that has ended', async () => {
    const later = () => new Date(PDA_NOW.getTime() + 400 * 86_400_000);

    const checking = checkPda(alice(), later);

    await expect(checking).rejects.toThrow('The token has ended');
  });
});

describe('the check of a PDA that is not the embedded one', () => {
  let pda: TestPda;
  let server: HttpServer;
  let answers: Record<string, { status: number; body?: string }>;

  beforeAll(async () => {
    pda = await startTestPda();
    const key = await pda.embedded.publicKey(pda.alice.pda);
    server = await startHttpServer(({ path }) =>
      path.startsWith('/publickey')
        ? { status: 200, body: key ?? '' }
        : (Object.entries(answers).find(([start]) => path.startsWith(start))?.[1] ?? MISSING),
    );
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await pda.close();
  });

  const check = () =>
    checkPda({ pda: pda.alice.pda, url: server.url, token: pda.alice.engineToken, nearby: true }, now);

  it('takes plain v2.6', async () => {
    answers = { '/api/v2.6/data-bundle': { status: 404, body: '{"message":"Bundle Not Found"}' } };

    const found = await check();

    expect(found.kind).toBe('plain');
  });

  it.each([
    ['refuses the token', { '/api/v2.6/data-bundle': { status: 401 } }, 'does not take the token'],
    ['shows it no bundle', { '/api/v2.6/data-bundle': { status: 403 } }, 'The token may not read bundles'],
    ['refuses it for its additions', { '/api/v2.6/she': { status: 403 } }, 'does not take the token'],
    ['fails', { '/api/v2.6/data-bundle': { status: 500 } }, 'No PDA has answered'],
    [
      'stands behind a proxy that does not know it',
      { '/api/v2.6/she': { status: 404 } },
      'No PDA has answered',
    ],
    ['redirects', { '/api/v2.6/she': { status: 302 } }, 'does not take the token'],
  ])('refuses one that %s', async (_what, given, sentence) => {
    answers = given;

    const checking = check();

    await expect(checking).rejects.toThrow(sentence);
  });
});
