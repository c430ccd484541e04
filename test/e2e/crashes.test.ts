import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineClient } from '../../local/http/engine-client.ts';
import { type EngineProcess, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CRASHER = fileURLToPath(new URL('../support/crash-at-request.mjs', import.meta.url));
const PUT = '^POST / DynamoDB_20120810.PutItem$';
const SEND = '^POST / AmazonSQS.SendMessageBatch$';
const PROCESS = '/she-sentiment-tracker/';
const READ = '/data-window';
const WRITE = '/data-derived';

/** The requests that one new tweet leads to, in order, with the moments around them. */
const MOMENTS = [
  { moment: 'before its event is sent', when: 'before', request: SEND, nth: 1 },
  { moment: 'before the function is marked', when: 'before', request: PUT, nth: 1 },
  {
    moment: 'after the function is marked, before the request is sent',
    when: 'before',
    request: SEND,
    nth: 2,
  },
  { moment: 'after the request is sent, before it is claimed', when: 'before', request: PUT, nth: 2 },
  { moment: 'after it is claimed', when: 'after', request: PUT, nth: 2 },
  { moment: 'before the data is read', when: 'before', request: READ, nth: 1 },
  { moment: 'after the data is read', when: 'after', request: READ, nth: 1 },
  { moment: 'before the function is invoked', when: 'before', request: PROCESS, nth: 1 },
  { moment: 'after the function has answered', when: 'after', request: PROCESS, nth: 1 },
  { moment: 'before the result is written', when: 'before', request: WRITE, nth: 1 },
  { moment: 'after the result is written', when: 'after', request: WRITE, nth: 1 },
  { moment: 'after the execution is recorded', when: 'after', request: PUT, nth: 5 },
  { moment: 'after the run is complete', when: 'after', request: PUT, nth: 6 },
];

type Records = readonly { readonly data: { readonly text: string } }[];

describe('I4 and I6 on one machine: SIGKILL during a run, then a start', () => {
  const folder = temporaryFolder();
  const [dataDir, chosenCrash] = [join(folder, 'she'), join(folder, 'crash.json')];
  const start = () =>
    startEngineProcess(dataDir, {
      args: ['--no-sample'],
      imports: [CRASHER],
      env: { SHE_TEST_CRASH: chosenCrash },
    });
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await start();
    const alice = await engine.as('alice');
    await alice.post('/api/v2.6/she/function/sentiment-tracker/enable', null);
  });

  afterAll(() => engine.end('SIGKILL'));

  it.each(MOMENTS)('loses nothing and doubles nothing $moment', async ({ moment, ...crash }) => {
    const text = `A wonderful day, ${moment}.`;

    const before = await engine.as('alice');
    writeFileSync(chosenCrash, JSON.stringify(crash));
    await engine.arm();
    await Promise.allSettled([before.post('/api/v2.6/data/twitter/tweets', { text }), engine.ended]);
    engine = await start();
    const alice = await engine.as('alice');
    await eventually(
      () => texts(alice, 'she/insights/emotions'),
      (found) => found.includes(text),
    );
    const executions = await eventually(
      () => statuses(alice),
      (found) => !found.includes('running'),
    );

    const derived = await texts(alice, 'she/insights/emotions');
    expect(derived.toSorted()).toEqual((await texts(alice, 'twitter/tweets')).toSorted());
    expect(new Set(executions)).toEqual(new Set(['succeeded']));
  });
});

async function texts(alice: EngineClient, endpoint: string): Promise<readonly string[]> {
  const records = (await alice.get(`/api/v2.6/data/${endpoint}`)) as unknown as Records;
  return records.map(({ data }) => data.text);
}

async function statuses(alice: EngineClient): Promise<readonly string[]> {
  const executions = (await alice.get('/api/v2.6/she/execution')) as unknown as readonly { status: string }[];
  return executions.map(({ status }) => status);
}
