import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../../core/model/json.ts';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { callPda, startTestPda, type TestPda } from '../support/start-pda.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EMOTIONS = '/api/v2.6/data/she/insights/emotions';
const TRACKER = '/api/v2.6/she/function/sentiment-tracker';
const note = (id: string, message: string) => ({
  ...{ id, message, kind: 'note', created_time: '2026-01-01T08:00:00.000Z' },
});

describe.each([
  ['that speaks the additions', true],
  ['that speaks plain v2.6', false],
])('a PDA elsewhere %s', (_what, additions) => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'she');
  let engine: EngineProcess;
  let elsewhere: TestPda;
  let events = 0;

  beforeAll(async () => {
    [engine, elsewhere] = await Promise.all([
      startEngineProcess(dataDir, { args: ['--no-sample'] }),
      startTestPda({ now: () => new Date(), additions }),
    ]);
    const token = join(folder, 'token');
    await writeFile(token, additions ? elsewhere.ben.engineToken : await applicationToken(elsewhere));
    const where = ['--url', elsewhere.url, '--token-file', token, '--data-dir', dataDir];
    const { code, output } = await runCommand(['pda', 'add', 'ben.localhost', ...where]);
    if (code !== 0) throw new Error(output);
  }, 120_000);
  afterAll(async () => {
    await engine.end('SIGTERM');
    await elsewhere.close();
  });

  const ask = (url: string, route: string, body?: Json) => {
    const { pda, ownerToken: token } = elsewhere.ben;
    return callPda<Json>(url, route, { pda, token, ...(body === undefined ? {} : { body }) });
  };
  /** Saves a note where the PDA is, and tells the engine as that PDA would. */
  const write = async (id: string, message: string) => {
    await ask(elsewhere.url, 'POST /api/v2.6/data/rumpel/notablesv1', note(id, message));
    const event = { eventId: `event-${++events}`, pda: elsewhere.ben.pda, endpoints: ['rumpel/notablesv1'] };
    const said = { ...event, records: 1, occurredAt: '2026-01-01T08:00:00.000Z' };
    return ask(engine.url, 'POST /api/v2.6/she/events', said);
  };
  const emotions = async () => {
    const { body } = await ask(elsewhere.url, `GET ${EMOTIONS}`);
    return (body as { data: { text: string } }[]).map(({ data }) => data.text).toSorted();
  };

  it('tells of new data, and gets what the function derived, each record once', async () => {
    await eventually(
      () => ask(engine.url, `POST ${TRACKER}/enable`),
      ({ status }) => status === 200,
    );

    const told = await write('1', 'What a wonderful morning!');
    await eventually(emotions, ({ length }) => length === 1);
    await write('2', 'The train was late, again.');

    const both = await eventually(emotions, ({ length }) => length > 1);
    expect(told).toMatchObject({ status: 202, body: { accepted: 1, refused: [] } });
    expect(both).toEqual(['The train was late, again.', 'What a wonderful morning!']);
  }, 120_000);

  it('gets nothing more once its owner has disabled the function', async () => {
    const before = await emotions();

    const disabled = await ask(engine.url, `POST ${TRACKER}/disable`);
    await write('3', 'Nobody is to read this.');
    const executed = await ask(engine.url, `POST ${TRACKER}/trigger`);

    expect([disabled.status, executed.status]).toEqual([200, 400]);
    expect(await emotions()).toEqual(before);
  }, 120_000);
});

/** What an engine gets from a PDA that knows no engines: a token of an application that may do what its owner may. */
async function applicationToken({ ben, call }: TestPda): Promise<string> {
  const owner = { pda: ben.pda, token: ben.ownerToken };
  const route = '/api/v2.6/applications/smart-hat-engine';
  const body = { version: '1.0.0', permissions: { rolesGranted: [{ role: 'owner' }] } };
  await call(`PUT ${route}`, { ...owner, body });
  const issued = await call<{ accessToken: string }>(`GET ${route}/access-token`, owner);
  return issued.body.accessToken;
}
