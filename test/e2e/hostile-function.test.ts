import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSurroundings, type Surroundings } from '../../proof/probes/bed/surroundings.ts';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/nosy', import.meta.url));
const NOTHING = { tcp: false, name: false, folder: false, passwords: false, memory: 'nobody' };
const EVERYTHING = { tcp: true, name: true, folder: true, passwords: true, memory: 'nobody' };

type Findings = readonly { readonly data: unknown }[];

describe('a function that looks around', () => {
  const folder = temporaryFolder();
  const registry = join(folder, 'registry');
  let around: Surroundings;

  beforeAll(async () => {
    cpSync(FIXTURE, join(registry, 'nosy'), { recursive: true });
    await runCommand(['registry', 'lock', '--registry', registry]);
    around = await makeSurroundings();
  });

  afterAll(() => around.close());

  it('reaches no network, no name, no file, and nobody else, when it is sealed', async () => {
    const dataDir = join(folder, 'sealed');
    const engine = await startEngineProcess(dataDir, { args: ['--registry', registry, '--no-sample'] });

    const ofAlice = await findings(engine, 'alice', dataDir);
    const ofBob = await findings(engine, 'bob', dataDir);
    await engine.end('SIGTERM');

    expect(ofAlice).toMatchObject([{ data: NOTHING }]);
    expect(ofBob).toMatchObject([{ data: NOTHING }]);
  });

  it('does reach them when the engine is told to run unsealed, which it says', async () => {
    const dataDir = join(folder, 'unsealed');
    const engine = await startEngineProcess(dataDir, {
      args: ['--registry', registry, '--no-sample', '--unsealed'],
    });

    const ofAlice = await findings(engine, 'alice', dataDir);
    const executions = await (await engine.as('alice')).get('/api/v2.6/she/execution');
    await engine.end('SIGTERM');

    expect(ofAlice).toMatchObject([{ data: EVERYTHING }]);
    expect(executions).toMatchObject([{ sealed: false }]);
    expect(engine.output()).toContain('WITHOUT isolation');
  });

  it('does not run because it says of itself that it is enabled', async () => {
    const dataDir = join(folder, 'unconsented');
    const engine = await startEngineProcess(dataDir, { args: ['--registry', registry, '--no-sample'] });
    const alice = await engine.as('alice');

    await alice.post('/api/v2.6/data/test/hints', hints(dataDir));
    const shown = await alice.get('/api/v2.6/she/function/nosy');
    const trigger = alice.post('/api/v2.6/she/function/nosy/trigger', null);

    expect(shown).toMatchObject({ status: { enabled: false } });
    await expect(trigger).rejects.toMatchObject({ status: 400 });
    expect(await alice.get('/api/v2.6/she/execution')).toEqual([]);
    await engine.end('SIGTERM');
  });

  /** Where to look: all of it the test's own, on this machine. */
  function hints(dataDir: string) {
    const { port, udpPort: nameServer } = around.target;
    return { port, nameServer, folder: dataDir };
  }

  /** Enables the function for a person, gives it hints where to look, and waits for what it derives. */
  async function findings(
    engine: EngineProcess,
    person: 'alice' | 'bob',
    dataDir: string,
  ): Promise<Findings> {
    const client = await engine.as(person);
    await client.post('/api/v2.6/she/function/nosy/enable', null);
    await client.post('/api/v2.6/data/test/hints', { person, ...hints(dataDir) });
    const read = async () => (await client.get('/api/v2.6/data/nosy/findings')) as unknown as Findings;
    return eventually(read, (found) => found.length > 0);
  }
});
