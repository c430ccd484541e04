import { Hono } from 'hono';
import { decodeJwt } from 'jose';
import type { ApiDeps } from '../../lambdas/api/routes.ts';
import { addressedPda, engineRoutes } from '../../local/engine-routes.ts';
import type { EmbeddedPda } from '../../local/pda/start-pda.ts';
import { NOW } from '../support/builders.ts';
import { managementOf } from '../support/management.ts';
import { MemoryEngine } from '../support/memory-engine.ts';
import { keysOf } from '../support/owner-tokens.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../support/start-pda.ts';

function apiOf(engine: MemoryEngine): ApiDeps {
  return {
    management: managementOf(engine),
    events: { queue: { send: async () => undefined }, newId: () => '' },
    feed: {
      catalogue: engine.catalogue,
      statuses: engine.statuses,
      records: { page: async () => ({ records: [], passed: 0, last: true }) },
      now: () => NOW,
    },
    authentication: {
      directory: { find: async () => undefined },
      publicKeys: keysOf({}),
      rolesOf: async () => [],
      now: () => NOW,
    },
    log: engine.deps.log,
  };
}

describe('addressedPda', () => {
  it.each([
    ['alice.localhost', 'alice.localhost'],
    ['alice.localhost:4000', 'alice.localhost'],
    ['Alice.LocalHost:4000', 'alice.localhost'],
    ['localhost.evil.example', 'localhost.evil.example'],
    ['localhost:4000', undefined],
    ['LOCALHOST', undefined],
    ['127.0.0.1:4000', undefined],
    ['[::1]:4000', undefined],
    [undefined, undefined],
  ])('of %s is %s', (host, expected) => {
    const pda = addressedPda(host);

    expect(pda).toBe(expected);
  });
});

describe('engineRoutes', () => {
  const api = apiOf(new MemoryEngine());
  const pda = {
    people: async () => ['alice.localhost'],
    routes: new Hono().all('*', (context) => context.text(`PDA: ${context.req.path}`)),
  } as unknown as EmbeddedPda;

  it.each([
    ['/', 'localhost:4000', 'People on this engine: alice.localhost'],
    ['/', 'alice.localhost:4000', 'PDA: /'],
    ['/users/access_token', 'alice.localhost:4000', 'PDA: /users/access_token'],
    ['/api/v2.6/data/she/insights', 'alice.localhost', 'PDA: /api/v2.6/data/she/insights'],
    ['/api/v2.6/she/function', 'alice.localhost', 'The header X-Auth-Token is missing.'],
    ['/api/v2.6/she/nothing', 'alice.localhost', 'The header X-Auth-Token is missing.'],
  ])('answers %s for %s', async (path, host, expected) => {
    const response = await engineRoutes(api, pda).request(path, { headers: { host } });

    expect(await response.text()).toContain(expected);
  });
});

describe('a reply of the management API on one machine', () => {
  const engine = new MemoryEngine();
  let now = PDA_NOW;
  let server: TestPda;
  let routes: ReturnType<typeof engineRoutes>;

  beforeAll(async () => {
    server = await startTestPda({ now: () => now });
    const { embedded, directory } = server;
    const publicKey = String(await embedded.publicKey('alice.localhost'));
    const authentication = {
      directory,
      publicKeys: keysOf({ 'alice.localhost': publicKey }),
      ...{ rolesOf: async () => [], now: () => now },
    };
    const api = { ...apiOf(engine), authentication };
    routes = engineRoutes(api, embedded);
  }, 60_000);
  afterAll(() => server.close());

  const ask = (token: string, path = 'function') =>
    routes.request(`/api/v2.6/she/${path}`, {
      headers: { host: 'alice.localhost', 'x-auth-token': token },
    });

  it('brings a fresh token, so that who uses it alone stays logged in', async () => {
    let token = server.alice.ownerToken;
    const answered: number[] = [];
    for (let day = 0; day < 8; day += 2) {
      now = new Date(PDA_NOW.getTime() + day * 86_400_000);
      const reply = await ask(token);
      answered.push(reply.status);
      token = reply.headers.get('x-auth-token') ?? '';
    }

    expect(answered).toEqual([200, 200, 200, 200]);
    expect(decodeJwt(token)).toMatchObject({
      iat: now.getTime() / 1000,
      exp: decodeJwt(server.alice.ownerToken).exp,
    });
  });

  it.each([
    ['what is no token', () => 'nonsense'],
    ["another PDA's token", () => server.ben.ownerToken],
    ["the engine's own token", () => server.alice.engineToken],
  ])('brings none for %s', async (_what, token) => {
    now = PDA_NOW;

    const reply = await ask(token());

    expect(reply.headers.has('x-auth-token')).toBe(false);
  });
});
