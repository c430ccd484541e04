import { randomUUID } from 'node:crypto';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import type { BundleQuery } from '../../../core/model/data-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import type { DerivedBatch, WindowQuery } from '../../../core/ports.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { PDA_NOW, type SavedRecord, startTestPda, type TestPda } from '../../support/start-pda.ts';

type Answer = readonly [status: number, body: unknown];

const OUTPUT = { namespace: 'coach', endpoint: 'advice', allowSubpaths: true };
const BUNDLE: BundleQuery = {
  mine: { endpoints: [{ endpoint: 'coach/advice' }] },
  rides: {
    endpoints: [
      { endpoint: 'plug/rides', links: [{ endpoint: 'coach/advice/weekly' }, { endpoint: 'plug/walks' }] },
      { endpoint: 'coach/advice' },
    ],
    orderBy: 'km',
    limit: 1,
  },
};
const QUERY: WindowQuery = { pda: 'alice.localhost', functionId: 'coach', output: OUTPUT, bundle: BUNDLE };

function derived(values: readonly Json[], linkedRecords: readonly string[] = []): DerivedBatch {
  return {
    ...{ pda: 'alice.localhost', functionId: 'coach', executionId: randomUUID(), fence: 1, chain: ['coach'] },
    records: values.map((data) => ({ id: randomUUID(), endpoint: 'coach/advice', data, linkedRecords })),
    deadline: new Date(PDA_NOW.getTime() + 20_000),
  };
}

describe('HttpPda against an embedded PDA without the additions', () => {
  let server: TestPda;
  let pda: HttpPda;

  beforeAll(async () => {
    server = await startTestPda({ additions: false });
    const access = { pda: 'alice.localhost', url: server.url, token: server.alice.ownerToken };
    pda = new HttpPda({ ...server.directory, find: async () => access }, { now: () => PDA_NOW });
  }, 60_000);
  afterAll(() => server.close());

  const call = <Body>(route: string, body?: unknown) =>
    server.call<Body>(route, { pda: 'alice.localhost', token: server.alice.ownerToken, body });

  it("registers a bundle of the function's own, without its output and without limits", async () => {
    const others = { all: { endpoints: [{ endpoint: 'plug/rides' }] } };
    await call('POST /api/v2.6/data-bundle/coach', others);

    await pda.readWindow(QUERY);

    const own = await call('GET /api/v2.6/data-bundle/she-coach/structure');
    const other = await call('GET /api/v2.6/data-bundle/coach/structure');
    const endpoints = [{ endpoint: 'plug/rides', links: [{ endpoint: 'plug/walks' }] }];
    expect(own.body).toEqual({ name: 'she-coach', bundle: { rides: { endpoints, orderBy: 'km' } } });
    expect(other.body).toEqual({ name: 'coach', bundle: others });
  });

  it('links what was derived to what it was derived from', async () => {
    const ride = await call<SavedRecord>('POST /api/v2.6/data/plug/rides', { linked: true });

    await pda.writeDerived(derived([{ about: 'one ride' }], [ride.body.recordId]));

    const links = [{ endpoint: 'coach/advice' }];
    await call('POST /api/v2.6/combinator/linked', [{ endpoint: 'plug/rides', links }]);
    const { body } = await call<readonly SavedRecord[]>('GET /api/v2.6/combinator/linked');
    const linked = body.find(({ recordId }) => recordId === ride.body.recordId);
    expect(linked?.links?.map(({ data }) => data)).toEqual([{ about: 'one ride' }]);
  });

  it('writes all the same what is linked to a record that is gone', async () => {
    await pda.writeDerived(derived([{ about: 'a lost ride' }], [randomUUID()]));

    const { body } = await call<readonly SavedRecord[]>('GET /api/v2.6/data/coach/advice');
    expect(body.map(({ data }) => data)).toContainEqual({ about: 'a lost ride' });
  });

  it('writes nothing after the deadline', async () => {
    const late = pda.writeDerived({ ...derived(['late']), deadline: PDA_NOW });

    await expect(late).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });

  it('blames the bundle for what the PDA cannot evaluate', async () => {
    const bundle = { all: { endpoints: [{ endpoint: 'plug/rides', mapping: { x: 'a-b' } }] } };
    await call('POST /api/v2.6/data/plug/rides', { some: 'ride' });

    const read = pda.readWindow({ ...QUERY, bundle });

    await expect(read).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  });

  it('says in no event whose output it tells of', async () => {
    await pda.writeDerived(derived([{ about: 'events' }]));

    const event = await server.eventAbout('coach/advice');
    expect(event).not.toHaveProperty('chain');
  });
});

describe('HttpPda against a plain PDA that answers in its own way', () => {
  let server: HttpServer;

  afterEach(() => server.close());

  /** Answers as `answers` has it, by method and path; what it has not is missing. */
  const pdaThat = async (answers: Record<string, Answer | ((body: string) => Answer)>) => {
    server = await startHttpServer(({ method, path, body: sent }) => {
      const answer = answers[`${method} ${path}`] ?? [404, { error: 'Handler Not Found' }];
      const [status, body] = typeof answer === 'function' ? answer(sent) : answer;
      return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    });
    const access = { pda: 'alice.localhost', url: server.url, token: 't' };
    const directory = { find: async () => access } as unknown as ConstructorParameters<typeof HttpPda>[0];
    return new HttpPda(directory, { now: () => PDA_NOW });
  };
  const POST = 'POST /api/v2.6/data-bundle/she-coach';
  const GET = 'GET /api/v2.6/data-bundle/she-coach';
  const registered = [201, { message: 'Bundle she-coach registered' }] as const;

  it.each([
    [
      'cannot be evaluated, as the reference says it',
      [404, { message: 'Bundle Not Found' }],
      'BUNDLE_INVALID',
    ],
    ['is too large to be taken at once', [200, ' '.repeat(16 * 1024 * 1024 + 1)], 'BUNDLE_TOO_LARGE'],
    ['has records without an id', [200, { rides: [{ endpoint: 'plug/rides', data: 1 }] }], 'PDA_UNREACHABLE'],
    ['is refused', [403, {}], 'PDA_REFUSED'],
  ] as const)('tells a bundle that %s', async (_what, answer, code) => {
    const pda = await pdaThat({ [POST]: registered, [GET]: answer });

    const read = pda.readWindow(QUERY);

    await expect(read).rejects.toMatchObject({ code });
  });

  it('blames the bundle that the PDA will not register', async () => {
    const pda = await pdaThat({ [POST]: [400, { error: 'Bad Request', message: 'Endpoint invalid' }] });

    const read = pda.readWindow(QUERY);

    await expect(read).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  });

  it('asks nothing for a bundle that is of its own output alone', async () => {
    const pda = await pdaThat({});

    const page = await pda.readWindow({ ...QUERY, bundle: { mine: BUNDLE.mine } as BundleQuery });

    expect(page.rows).toEqual([]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/v2.6/she/capabilities']);
  });

  it('counts a record once that the PDA gives twice', async () => {
    const [one, other] = [randomUUID(), randomUUID()].map((recordId, data) => {
      return { endpoint: 'plug/rides', recordId, data };
    });
    const pda = await pdaThat({ [POST]: registered, [GET]: [200, { rides: [one, other, one] }] });

    const { rows } = await pda.readWindow(QUERY);

    expect(rows.toSorted((a, b) => Number(a.rank) - Number(b.rank)).map(({ item }) => item)).toEqual([
      one,
      other,
    ]);
  });

  it('takes a failure for no duplicate', async () => {
    const cause = 'Duplicate data - Unexpected issue with inserting data';
    const pda = await pdaThat({
      'POST /api/v2.6/data/coach/advice': [400, { message: 'Bad Request', cause }],
    });

    const written = pda.writeDerived(derived(['a', 'b']));

    await expect(written).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('writes in smaller requests what is too large for one', async () => {
    const most = '[{"n":1}]'.length;
    const pda = await pdaThat({
      'POST /api/v2.6/data/coach/advice': (body) => (body.length > most ? [413, {}] : [201, []]),
    });

    await pda.writeDerived(derived([{ n: 1 }, { n: 2 }]));

    const bodies = server.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(bodies).toEqual(['[{"n":1},{"n":2}]', '[{"n":1}]', '[{"n":2}]']);
  });

  it.each([
    ['plain', {}],
    [
      'with the additions',
      {
        'GET /api/v2.6/she/capabilities': [200, { additions: ['data-window/1', 'data-derived/1'] }] as const,
        'POST /api/v2.6/data-derived': [413, {}] as const,
      },
    ],
  ])('blames the function for a record that is too large for any request to a PDA: %s', async (_, more) => {
    const pda = await pdaThat({ 'POST /api/v2.6/data/coach/advice': [413, {}], ...more });

    const written = pda.writeDerived(derived(['a', 'b']));

    await expect(written).rejects.toMatchObject({ code: 'DERIVED_TOO_LARGE' });
  });
});
