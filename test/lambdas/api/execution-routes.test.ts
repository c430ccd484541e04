import { ExecutionFailure } from '../../../core/errors.ts';
import { later } from '../../support/builders.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

describe('/execution', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const call = (path: string, method = 'GET') => api.call(engine, path, { method });

  beforeAll(async () => {
    api = await ManagementApi.create();
  });
  beforeEach(async () => {
    engine = await MemoryEngine.started();
  });

  it('lists executions, newest first', async () => {
    for (const seconds of [0, 60, 120]) {
      engine.now = later(seconds);
      await engine.save({ ml: seconds });
      await engine.run();
    }

    const { status, body } = await call(`${BASE}/execution`);

    const started = (body as readonly { startedAt: string }[]).map(({ startedAt }) => startedAt);
    expect(status).toBe(200);
    expect(started).toEqual([120, 60, 0].map((seconds) => later(seconds).toISOString()));
  });

  it.each([
    ['?skip=1', 2],
    ['?take=2', 2],
    ['?skip=2&take=5', 1],
    ['?skip=3', 0],
    ['?take=0', 0],
    ['?skip=100000&take=1000', 0],
  ])('lists the page %s of executions: %d', async (query, count) => {
    for (const seconds of [0, 60, 120]) {
      engine.now = later(seconds);
      await engine.save({ ml: seconds });
      await engine.run();
    }

    const answer = await call(`${BASE}/execution${query}`);

    expect(answer.body).toHaveLength(count);
  });

  it.each([
    'skip=-1',
    'skip=x',
    'skip=',
    'skip=1.5',
    'skip=100001',
    'take=1001',
    'take=1e2',
    'take=%20',
    'skip=0x1',
  ])('takes no %s', async (query) => {
    const answer = await call(`${BASE}/execution?${query}`);

    const cause = 'skip and take must be whole numbers';
    const details = ['skip from 0 to 100000, take from 0 to 1000'];
    expect(answer).toEqual({ status: 400, body: { message: 'Bad Request', cause, details } });
  });

  it('shows what the code of a failed execution means, and what to do', async () => {
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_CRASHED');
    };
    await engine.save({ ml: 1 });
    await engine.run();

    const { body } = await call(`${BASE}/execution`);

    expect(body).toMatchObject([
      {
        ...{ status: 'failed', errorCode: 'FUNCTION_CRASHED' },
        cause: "The function's process ended before it answered.",
        remedy: 'Developer: check memory use and exits; raise "memory" in function.json.',
      },
    ]);
  });

  it('shows a run that is under way', async () => {
    let during: unknown;
    engine.body = async () => {
      during = (await call(`${BASE}/execution`)).body;
      return [];
    };

    await engine.save({ ml: 1 });
    await engine.run();

    const after = (await call(`${BASE}/execution`)).body;
    expect([during, after]).toMatchObject([[{ status: 'running' }], [{ status: 'succeeded' }]]);
  });
});
