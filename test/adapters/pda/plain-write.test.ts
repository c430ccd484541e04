import { randomUUID } from 'node:crypto';
import { Exchange } from '../../../adapters/pda/exchange.ts';
import { writePlain } from '../../../adapters/pda/plain-write.ts';
import type { Json } from '../../../core/model/json.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { type SavedRecord, startTestPda, type TestPda } from '../../support/start-pda.ts';

const KNOWN = 3000;
const PLACE = '/api/v2.6/data/coach/advice';
const DUPLICATE = JSON.stringify({ message: 'Bad Request', cause: 'Duplicate data - Duplicate data' });

class CountingExchange extends Exchange {
  requests = 0;

  override send(call: Parameters<Exchange['send']>[0]) {
    this.requests += 1;
    return super.send(call);
  }
}

function derived(values: readonly Json[], linkedRecords: readonly string[] = []) {
  const records = values.map((data) => ({ id: randomUUID(), endpoint: 'coach/advice', data, linkedRecords }));
  return { functionId: 'coach', executionId: randomUUID(), fence: 1, chain: ['coach'], records };
}

describe('writePlain, of thousands of records that an embedded PDA without the additions knows', () => {
  const known = Array.from({ length: KNOWN }, (_, number) => ({ b: { of: 'known', d: [1.5] }, a: number }));
  let server: TestPda;
  let exchange: CountingExchange;

  beforeAll(async () => {
    server = await startTestPda({ additions: false });
    const access = { pda: 'alice.localhost', url: server.url, token: server.alice.ownerToken };
    exchange = new CountingExchange(access, () => 30_000);
    await writePlain(exchange, derived(known));
  }, 60_000);
  beforeEach(() => {
    exchange.requests = 0;
  });
  afterAll(() => server.close());

  const call = <Body>(route: string, body?: unknown) =>
    server.call<Body>(route, { pda: 'alice.localhost', token: server.alice.ownerToken, body });

  it('writes what is new among them, with tens of requests', async () => {
    await writePlain(exchange, derived([...known, 'new', { also: 'new' }]));

    const { body } = await call<readonly SavedRecord[]>(`GET ${PLACE}?ordering=descending&take=${2 * KNOWN}`);
    expect(body).toHaveLength(KNOWN + 2);
    expect(body.map(({ data }) => data)).toEqual(expect.arrayContaining(['new', { also: 'new' }]));
    expect(exchange.requests).toBeLessThan(20);
  });

  it('links what is new among them', async () => {
    const ride = await call<SavedRecord>('POST /api/v2.6/data/plug/rides', { some: 'ride' });

    await writePlain(exchange, derived([...known.slice(0, 5), { about: 'it' }], [ride.body.recordId]));

    const links = [{ endpoint: 'coach/advice' }];
    await call('POST /api/v2.6/combinator/linked', [{ endpoint: 'plug/rides', links }]);
    const { body } = await call<readonly SavedRecord[]>('GET /api/v2.6/combinator/linked');
    expect(body.flatMap((one) => one.links ?? []).map(({ data }) => data)).toEqual([{ about: 'it' }]);
  });

  it('counts as written what the PDA knows at another place', async () => {
    const elsewhere = Array.from({ length: 60 }, (_, number) => ({ elsewhere: number }));
    await call('POST /api/v2.6/data/plug/rides', elsewhere);

    await writePlain(exchange, derived([...elsewhere, 'not elsewhere']));

    const { body } = await call<readonly SavedRecord[]>(`GET ${PLACE}?ordering=descending&take=1`);
    expect(body.map(({ data }) => data)).toEqual(['not elsewhere']);
  });
});

describe('writePlain, when the PDA swallows a record that it was to save', () => {
  let server: HttpServer;

  afterEach(() => server.close());

  /** Knows `a`, saves the others but `c`, and answers for `c` alone as `alone` has it. */
  const swallowing = async (alone: { readonly status: number; readonly body: string }) => {
    server = await startHttpServer(({ method, path, body }) => {
      if (method === 'GET') return { status: 200, body: '[]' };
      if (path.endsWith('?skipErrors=true'))
        return { status: 201, body: JSON.stringify([{ recordId: randomUUID(), data: 'b' }]) };
      return body === '["c"]' ? alone : { status: 400, body: DUPLICATE };
    });
    return new Exchange({ pda: 'alice.localhost', url: server.url, token: 't' }, () => 30_000);
  };

  it('sends it alone', async () => {
    const exchange = await swallowing({ status: 201, body: '[]' });

    await writePlain(exchange, derived(['a', 'b', 'c']));

    expect(
      server.requests
        .map(({ body }) => body)
        .slice(2)
        .toSorted(),
    ).toEqual(['["a"]', '["c"]']);
  });

  it('fails when it cannot be saved', async () => {
    const cause = 'Duplicate data - Unexpected issue with inserting data';
    const exchange = await swallowing({ status: 400, body: JSON.stringify({ cause }) });

    const written = writePlain(exchange, derived(['a', 'b', 'c']));

    await expect(written).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });
});
