import fc from 'fast-check';
import type { JWTPayload } from 'jose';
import { aStatus, FUNCTION, PDA } from '../../support/builders.ts';
import { ManagementApi, type RouteOptions } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { aKeyPair, type KeyPair, ownerClaims } from '../../support/owner-tokens.ts';

const BEN = 'ben.localhost';
const RUNS = 400;

/** Of Ben's tokens, what they say and which PDA they say it of. */
const CLAIMS: readonly JWTPayload[] = [
  ownerClaims({ iss: BEN }),
  ownerClaims({ iss: BEN, accessScope: 'platform' }),
  { ...ownerClaims({ iss: BEN }), application: 'regent' },
  ownerClaims({ iss: BEN, resource: PDA }),
  ownerClaims({ iss: PDA }),
  { ...ownerClaims(), application: 'regent' },
];

const BODIES = [undefined, '{}', JSON.stringify({ pda: PDA, endpoints: ['kitchen/drinks'], records: 1 })];

describe('no token of one PDA', () => {
  let api: ManagementApi;
  let ben: KeyPair;
  let tokens: readonly string[];
  let options: RouteOptions;

  beforeAll(async () => {
    [api, ben] = await Promise.all([ManagementApi.create(), aKeyPair()]);
    tokens = await Promise.all(CLAIMS.map((claims) => ben.sign(claims)));
    options = { others: { [BEN]: ben.publicKey }, granted: { regent: [{ role: 'owner' }] } };
  });

  /** An engine on which both have enabled the function, and it has run for one. */
  async function anEngine(): Promise<MemoryEngine> {
    const engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ pda: BEN }));
    await engine.save('a drink of Asha');
    await engine.run();
    return engine;
  }

  const stateOf = async (engine: MemoryEngine, pda: string) => ({
    statuses: await engine.statuses.ofPda(pda),
    executions: await engine.executions.ofPda(pda, { skip: 0, take: 100 }),
  });

  const requestsOf = (engine: MemoryEngine) => {
    const taken = [];
    for (let next = engine.queue.take(); next; next = engine.queue.take()) taken.push(next);
    return taken;
  };

  const routesOf = (engine: MemoryEngine) => {
    const known = api.routes(engine, options).routes.filter(({ path }) => !path.endsWith('*'));
    return [...new Set(known.map(({ method, path }) => `${method} ${path}`))];
  };

  it('reads or changes anything of another, on any route', async () => {
    const engine = await anEngine();
    const before = await stateOf(engine, PDA);
    const attempts = fc.record({
      route: fc.constantFrom(...routesOf(engine)),
      token: fc.constantFrom(...tokens),
      host: fc.constantFrom(PDA, BEN, 'localhost'),
      query: fc.constantFrom('', `?pda=${PDA}`, '?useAll=true', '?take=9'),
      body: fc.constantFrom(...BODIES),
    });

    const attack = fc.asyncProperty(attempts, async ({ route, token, host, query, body }) => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/:\w+(\{[^}]*\})?/g, FUNCTION) + query;
      const headers = { host, 'x-auth-token': token };
      const sent = { method, headers, ...(method === 'GET' || !body ? {} : { body }) };
      const response = await api.routes(engine, options).request(path, sent);
      const text = await response.text();
      for (const { executionId } of before.executions) expect(text).not.toContain(executionId);
      if (host === PDA) expect(response.status).toBe(401);
    });
    await fc.assert(attack, { numRuns: RUNS });

    expect(await stateOf(engine, PDA)).toEqual(before);
    expect(before.executions).not.toEqual([]);
    expect(api.events.filter(({ pda }) => pda === PDA)).toEqual([]);
    expect(requestsOf(engine).filter(({ pda }) => pda === PDA)).toEqual([]);
  });

  it('is refused for what it is: on its own PDA it opens every route', async () => {
    const engine = await anEngine();
    const routes = routesOf(engine);

    const statuses = await Promise.all(
      routes.map(async (route) => {
        const [method = '', pattern = ''] = route.split(' ');
        const headers = { host: BEN, 'x-auth-token': tokens[0] as string };
        const path = pattern.replace(/:\w+(\{[^}]*\})?/g, FUNCTION);
        return (await api.routes(engine, options).request(path, { method, headers })).status;
      }),
    );

    expect(routes.length).toBeGreaterThan(10);
    expect(statuses).not.toContain(401);
    expect(statuses).not.toContain(403);
  });
});
