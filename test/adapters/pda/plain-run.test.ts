import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { dispatch } from '../../../core/dispatch/dispatch.ts';
import { execute } from '../../../core/execute/execute.ts';
import type { Json } from '../../../core/model/json.ts';
import { aConfiguration, aDataEvent, later, NOW, PDA } from '../../support/builders.ts';
import { MemoryEngine, type ProcessPayload } from '../../support/memory-engine.ts';
import { type SavedRecord, startTestPda, type TestPda } from '../../support/start-pda.ts';

describe('a run over a plain PDA', () => {
  let server: TestPda;
  let engine: MemoryEngine;
  let deps: MemoryEngine['deps'];
  let saved = 0;

  beforeEach(async () => {
    server = await startTestPda({ additions: false, now: () => NOW });
    const dataBundle = {
      name: 'hydration-coach',
      bundle: { drinks: { endpoints: [{ endpoint: 'kitchen/drinks' }], limit: 2 } },
    };
    engine = await MemoryEngine.started({ configuration: aConfiguration({ dataBundle }) });
    const access = { pda: 'alice.localhost', url: server.url, token: server.alice.ownerToken };
    const pda = new HttpPda({ ...server.directory, find: async () => access }, { now: () => engine.now });
    deps = { ...engine.deps, pda };
    engine.body = ({ request }) => [
      {
        ...{ namespace: 'coach', endpoint: 'insights/hydration', linkedRecords: [] },
        data: (request.data.drinks ?? []).map(({ data }) => ({ drank: data })),
      },
    ];
  }, 60_000);
  afterEach(() => server.close());

  const owner = () => ({ pda: 'alice.localhost', token: server.alice.ownerToken });
  const save = async (count: number) => {
    const body = Array.from({ length: count }, () => ({ ml: ++saved }));
    await server.call('POST /api/v2.6/data/kitchen/drinks', { ...owner(), body });
    await dispatch(deps, PDA, [aDataEvent()]);
    return body;
  };
  const run = async (deadline?: Date) => {
    for (let request = engine.queue.take(); request; request = engine.queue.take())
      await execute(deps, request, deadline);
  };
  const given = (calls: readonly ProcessPayload[]) =>
    calls.map(({ request }) => (request.data.drinks ?? []).map(({ data }) => data));
  const derived = async () => {
    const { body } = await server.call<readonly SavedRecord[]>(
      'GET /api/v2.6/data/coach/insights/hydration',
      owner(),
    );
    return body.map(({ data }) => (data as { drank: Json }).drank);
  };

  it('gives each record once, in parts, and writes what comes of it', async () => {
    const drinks = await save(3);

    await run();

    const parts = given(engine.processed());
    expect(parts.map(({ length }) => length)).toEqual([2, 1]);
    expect(parts.flat()).toHaveLength(3);
    expect(parts.flat()).toEqual(expect.arrayContaining(drinks));
    expect((await derived()).length).toBe(3);
  });

  it('reads everything again in the next run, and writes nothing twice', async () => {
    await save(3);
    await run();

    await save(1);
    await run();

    expect(given(engine.processed()).flat()).toHaveLength(3 + 4);
    expect(await derived()).toHaveLength(4);
  });

  it('goes on in its window where it had to stop', async () => {
    await save(3);
    const soon = later(61);

    const request = engine.queue.take();
    if (request) await execute(deps, request, soon);
    const before = given(engine.processed());
    await run();

    expect(before.map(({ length }) => length)).toEqual([2]);
    expect(given(engine.processed()).flat()).toHaveLength(3);
  });
});
