import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freshDataDir, type SavedRecord, startTestPda, type TestPda } from '../../support/start-pda.ts';

const WRITER = fileURLToPath(new URL('./endless-writer.ts', import.meta.url));

describe('the embedded PDA killed in the middle of writing', () => {
  let dataDir: string;
  let pda: TestPda | undefined;

  beforeAll(async () => {
    dataDir = await freshDataDir();
  }, 60_000);
  afterAll(async () => {
    await pda?.close();
    await rm(dataDir, { recursive: true });
  });

  /** Ids of the records that a process saved until it was killed. */
  async function writeUntilKilled(): Promise<readonly string[]> {
    const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(writer, 'exit');
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 25) writer.kill('SIGKILL');
    }
    await ended;
    return acknowledged;
  }

  it('has kept every record it acknowledged, and publishes their events again', async () => {
    const acknowledged = await writeUntilKilled();

    pda = await startTestPda({ dataDir });
    await pda.eventAbout('test/kill');

    const caller = { pda: pda.alice.pda, token: pda.alice.ownerToken };
    const { body } = await pda.call<SavedRecord[]>('GET /api/v2.6/data/test/kill', caller);
    const kept = body.map(({ recordId }) => recordId);
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);
    expect(kept).toEqual(expect.arrayContaining([...acknowledged]));
    expect(pda.events).toHaveLength(kept.length);
  }, 60_000);
});
