import { Hono } from 'hono';
import type { ApiDeps } from '../../lambdas/api/routes.ts';
import { addressedPda, engineRoutes } from '../../local/engine-routes.ts';
import type { EmbeddedPda } from '../../local/pda/start-pda.ts';
import { NOW } from '../support/builders.ts';
import { managementOf } from '../support/management.ts';
import { MemoryEngine } from '../support/memory-engine.ts';
import { keysOf } from '../support/owner-tokens.ts';

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
  const engine = new MemoryEngine();
  const api: ApiDeps = {
    management: managementOf(engine),
    events: { queue: { send: async () => undefined }, newId: () => '' },
    feed: {
      catalogue: engine.catalogue,
      statuses: engine.statuses,
      records: { page: async () => [] },
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
