import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launch, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a signal while the engine starts', () => {
  const folder = temporaryFolder();

  async function endAtFirstStart(dataDir: string, signal: NodeJS.Signals): Promise<number | null> {
    const { child } = launch({ args: ['start', '--port', '0', '--data-dir', dataDir] });
    const ended = once(child, 'exit');
    const isAtFirstStart = async () => existsSync(join(dataDir, 'first-start.json'));
    await eventually(isAtFirstStart, Boolean);
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('ends it at once with 1: %s', async (signal) => {
    const code = await endAtFirstStart(join(folder, signal), signal);

    expect(code).toBe(1);
  });

  it('leaves nothing that hinders the next start', async () => {
    const dataDir = join(folder, 'again');
    await endAtFirstStart(dataDir, 'SIGTERM');

    const engine = await startEngineProcess(dataDir);
    const alice = await engine.as('alice');
    const tweets = (await alice.get('/api/v2.6/data/twitter/tweets')) as unknown as readonly object[];
    const code = await engine.end('SIGTERM');

    expect(tweets.length).toBeGreaterThan(100);
    expect(code).toBe(0);
  });
});
