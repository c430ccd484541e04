import { join } from 'node:path';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EMOTIONS = '/api/v2.6/data/she/insights/emotions';
const EXECUTIONS = '/api/v2.6/she/execution';

type Records = readonly { readonly data: { readonly text: string; readonly sentiment: string } }[];
type Executions = readonly { readonly functionId: string; readonly status: string }[];

describe('the first start', () => {
  const dataDir = join(temporaryFolder(), 'she');
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await startEngineProcess(dataDir);
  });

  afterAll(() => engine.end('SIGTERM'));

  it('has derived data from alice, and says how that came about', async () => {
    const alice = await engine.as('alice');

    const emotions = (await alice.get(EMOTIONS)) as unknown as Records;
    const executions = await alice.get(EXECUTIONS);

    expect(emotions.length).toBeGreaterThan(100);
    expect(new Set(emotions.map(({ data }) => data.sentiment)).size).toBeGreaterThan(2);
    expect(executions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ functionId: 'sentiment-tracker', status: 'succeeded', sealed: true }),
        expect.objectContaining({ functionId: 'data-feed-counter', status: 'succeeded', recordsOut: 1 }),
      ]),
    );
  });

  it('has nothing from bob, who enabled nothing', async () => {
    const bob = await engine.as('bob');

    const tweets = (await bob.get('/api/v2.6/data/twitter/tweets')) as unknown as Records;

    expect(tweets.length).toBeGreaterThan(100);
    expect(await bob.get(EMOTIONS)).toEqual([]);
    expect(await bob.get(EXECUTIONS)).toEqual([]);
  });

  it('understands a new tweet once, however often it is posted', async () => {
    const alice = await engine.as('alice');
    const text = 'This is the most wonderful morning of the whole year!';
    const tweet = { id: 1, text, lastUpdated: '2026-11-20T08:00:00.000Z' };
    const understood = async () =>
      ((await alice.get(EMOTIONS)) as unknown as Records).filter(({ data }) => data.text === text);

    await alice.post('/api/v2.6/data/twitter/tweets', tweet);
    const first = await eventually(understood, (found) => found.length > 0);
    const again = alice.post('/api/v2.6/data/twitter/tweets', tweet);

    await expect(again).rejects.toMatchObject({ cause: expect.stringContaining('Duplicate data') });
    expect(first).toMatchObject([{ data: { sentiment: 'Very Positive', source: 'twitter/tweets' } }]);
    expect(await understood()).toHaveLength(1);
  });

  it('counts what an import brought when the counter is triggered', async () => {
    const alice = await engine.as('alice');
    const calendar = join('test', 'e2e', 'fixtures', 'calendar.ics');
    const archive = join('test', 'e2e', 'fixtures', 'tweets.js');
    const options = ['--pda', 'alice.localhost', '--url', engine.url];

    const imports = [
      await runCommand(['import', calendar, ...options]),
      await runCommand(['import', archive, ...options]),
    ];
    const outcome = await alice.post('/api/v2.6/she/function/data-feed-counter/trigger', null);
    const counted = (await alice.get('/api/v2.6/data/she/insights/activity-records')) as unknown as {
      readonly data: { readonly counters: Record<string, number> };
    }[];

    expect(imports.map(({ code }) => code)).toEqual([0, 0]);
    expect(outcome).toEqual({ message: 'Function Executed' });
    expect(counted.at(-1)?.data.counters).toMatchObject({ 'calendar/google/events': 5, 'twitter/tweets': 4 });
  });

  it('changes nothing when the same file is imported again', async () => {
    const calendar = join('test', 'e2e', 'fixtures', 'calendar.ics');

    const { output } = await runCommand([
      'import',
      calendar,
      '--pda',
      'alice.localhost',
      '--url',
      engine.url,
    ]);

    expect(output).toMatch(/0 new/);
  });

  it('runs nothing after disable', async () => {
    const alice = await engine.as('alice');

    await alice.post('/api/v2.6/she/function/sentiment-tracker/disable', null);
    const before = (await alice.get(EXECUTIONS)) as unknown as Executions;
    await alice.post('/api/v2.6/data/twitter/tweets', { id: 2, text: 'Nobody reads this.' });
    const trigger = alice.post('/api/v2.6/she/function/sentiment-tracker/trigger', null);

    await expect(trigger).rejects.toMatchObject({ cause: expect.stringContaining('not enabled') });
    expect(await alice.get(EXECUTIONS)).toEqual(before);
  });
});

describe('a restart', () => {
  const dataDir = join(temporaryFolder(), 'she');

  it('keeps everything, and does nothing twice', async () => {
    const read = async (engine: EngineProcess) => {
      const alice = await engine.as('alice');
      return [await alice.get(`${EMOTIONS}?take=5000`), await alice.get(EXECUTIONS)];
    };

    const first = await startEngineProcess(dataDir);
    const before = await read(first);
    const code = await first.end('SIGINT');
    const second = await startEngineProcess(dataDir);
    const after = await read(second);
    await second.end('SIGTERM');

    expect(code).toBe(0);
    expect(after).toEqual(before);
  });
});
