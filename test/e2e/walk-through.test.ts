import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '../support/engine-process.ts';
import { startTestPda, type TestPda } from '../support/start-pda.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expected, lastReply, stopsOf, walk } from '../support/walk-through.ts';

describe('docs/walk-through.md', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'she');
  let engine: EngineProcess;
  let elsewhere: TestPda;

  beforeAll(async () => {
    const now = () => new Date();
    [engine, elsewhere] = await Promise.all([
      startEngineProcess(dataDir, { args: ['--no-sample'] }),
      startTestPda({ now, newId: randomUUID }),
    ]);
    await elsewhere.embedded.createPerson({ pda: 'carol.localhost', password: 'demo' });
  }, 120_000);
  afterAll(async () => {
    await engine.end('SIGTERM');
    await elsewhere.close();
  });

  it('shows what happens when it is typed line by line', async () => {
    const [here, there] = [engine, elsewhere].map(({ url }) => new URL(url).port);
    const stops = stopsOf('docs/walk-through.md').map(({ commands, reply }) => ({
      commands: commands
        .replaceAll('localhost:4000', `localhost:${here}`)
        .replaceAll('localhost:5000', `localhost:${there}`)
        .replaceAll('curl -s', `curl -sS -m 60${reply === undefined ? ' --fail-with-body' : ''}`)
        .replaceAll(/(everything\.ndjson|carol\.token)/g, `${folder}/$1`),
      reply,
    }));

    const { code, printed, errors } = await walk(stops, { SHE_URL: engine.url, SHE_DATA_DIR: dataDir });

    expect({ code, errors }).toEqual({ code: 0, errors: expect.any(String) });
    const shown = stops.flatMap(({ reply }, index) =>
      reply === undefined ? [] : [[lastReply(printed[index] ?? ''), expected(reply)]],
    );
    expect(shown.map(([reply]) => reply)).toEqual(shown.map(([, page]) => page));
    expect(stops.length).toBeGreaterThan(25);
  }, 300_000);
});
