import type { Hono } from 'hono';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { CANARY_FUNCTION, type CanaryItem, UNBORN } from '../../../core/canary/canary-item.ts';
import { enginesClaims, ownersClaims } from '../../../core/canary/tokens.ts';
import { canaryPdaRoutes } from '../../../lambdas/canary-pda/routes.ts';
import { serve, stopServing } from '../../../local/http/server.ts';
import { NOW, uuid } from '../../support/builders.ts';
import { aCanary } from '../../support/canary-records.ts';
import { aKeyPair, type KeyPair } from '../../support/owner-tokens.ts';

const PDA = '127.0.0.1';
const BUNDLE = { heartbeats: { endpoints: [{ endpoint: 'canary/heartbeats' }] } };

describe("the canary's PDA", () => {
  let keys: KeyPair;
  let item: CanaryItem;
  let routes: Hono;
  const issue = { pda: PDA, now: NOW, id: 'token-1' };
  const ask = async (path: string, token: string | undefined, body?: unknown) => {
    const headers = { ...(token && { 'x-auth-token': token }) };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await routes.request(path, { method: body ? 'POST' : 'GET', headers, body: text });
    return { status: response.status, body: await response.text() };
  };

  beforeAll(async () => {
    keys = await aKeyPair();
  });
  beforeEach(() => {
    item = aCanary(10, 5);
    routes = canaryPdaRoutes({
      ...{ pda: PDA, publicKey: async () => keys.publicKey, now: () => NOW },
      store: {
        find: async () => item,
        replace: async (next) => {
          item = next;
          return true;
        },
      },
      log: { tell: () => undefined, internalError: () => undefined },
    });
  });

  it('is spoken to as a PDA with the additions: read, written, fenced, asked what it has', async () => {
    const server = await serve(routes, 0);
    const { port } = server.address() as { port: number };
    const access = {
      pda: PDA,
      url: `http://127.0.0.1:${port}`,
      token: await keys.sign({ ...enginesClaims(issue) }),
    };
    const directory = { find: async () => ({ ...access, nearby: true }), renew: async () => false };
    const pda = new HttpPda(directory, { now: () => NOW });
    const batch = {
      ...{ pda: PDA, functionId: CANARY_FUNCTION, executionId: uuid(3), chain: [CANARY_FUNCTION] },
      records: [{ id: uuid(4), data: 'derived', endpoint: 'canary/answers', linkedRecords: [] }],
      deadline: new Date(NOW.getTime() + 10_000),
    };
    const output = { namespace: 'canary', endpoint: 'answers', allowSubpaths: false };

    const page = await pda.readWindow({ pda: PDA, functionId: CANARY_FUNCTION, output, bundle: BUNDLE });
    await pda.writeDerived({ ...batch, fence: 2 });
    const late = pda.writeDerived({ ...batch, fence: 1 });

    await expect(late).rejects.toThrow('PDA_FENCED');
    expect(page.rows).toHaveLength(2);
    expect(await pda.hasRecord(PDA, uuid(4))).toBe(true);
    expect(await pda.hasRecord(PDA, uuid(5))).toBe(false);
    await stopServing(server);
  });

  it.each([
    'GET /api/v2.6/she/capabilities',
    'POST /api/v2.6/data-window',
    'POST /api/v2.6/data-derived',
    `GET /api/v2.6/data-record/${uuid(1)}`,
  ])('opens %s to the engine alone', async (route) => {
    const [method, path = ''] = route.split(' ');
    const body = method === 'POST' ? { functionId: CANARY_FUNCTION, bundle: BUNDLE } : undefined;
    const another = await aKeyPair();

    const statuses = await Promise.all(
      [
        undefined,
        'no token',
        await another.sign({ ...enginesClaims(issue) }),
        await keys.sign({ ...enginesClaims({ ...issue, pda: 'another.example' }) }),
        await keys.sign({ ...enginesClaims({ ...issue, now: new Date(NOW.getTime() - 8 * 86_400_000) }) }),
        await keys.sign({ ...ownersClaims(issue) }),
      ].map(async (token) => (await ask(path, token, body)).status),
    );

    expect(statuses).toEqual([401, 401, 401, 401, 401, 403]);
    expect(item).toEqual(aCanary(10, 5));
  });

  it('shows everybody its public key, and nothing else', async () => {
    const key = await ask('/publickey', undefined);
    const other = await ask('/api/v2.6/data/canary/heartbeats', undefined);

    expect(key).toEqual({ status: 200, body: keys.publicKey });
    expect(other.status).toBe(404);
  });

  it.each([
    ['/api/v2.6/data-window', '{"broken', 400],
    ['/api/v2.6/data-window', { functionId: CANARY_FUNCTION }, 400],
    ['/api/v2.6/data-derived', { functionId: 'another', records: [] }, 400],
    ['/api/v2.6/data-derived', 'x'.repeat(65 * 1024), 413],
  ])('refuses what it cannot take: %s', async (path, body, status) => {
    const token = await keys.sign({ ...enginesClaims(issue) });

    const answer = await ask(path, token, body);

    expect(answer.status).toBe(status);
  });

  it('blames the bundle for what it cannot evaluate', async () => {
    const token = await keys.sign({ ...enginesClaims(issue) });
    const bundle = { some: { endpoints: [{ endpoint: 'canary/heartbeats', mapping: { a: 'b' } }] } };

    const answer = await ask('/api/v2.6/data-window', token, { functionId: CANARY_FUNCTION, bundle });

    expect(JSON.parse(answer.body)).toMatchObject({ message: 'Bundle Evaluation Failed' });
  });

  it('has nothing before its first beat', async () => {
    item = UNBORN;
    const token = await keys.sign({ ...enginesClaims(issue) });

    const answer = await ask('/api/v2.6/data-window', token, { functionId: CANARY_FUNCTION, bundle: BUNDLE });

    expect(JSON.parse(answer.body)).toEqual({ asOf: 'c0', rows: [] });
  });
});
