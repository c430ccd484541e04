import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '../support/engine-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Every command block, in the order a reader types them, and in one shell, since they build on each other. */
function commandsOf(page: string): readonly string[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, block = '']) => block.trim().split('\n'));
}

describe('README.md', () => {
  const dataDir = join(temporaryFolder(), 'she');
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await startEngineProcess(dataDir);
  });

  afterAll(() => engine.end('SIGTERM'));

  it('has commands that work as they stand', async () => {
    const port = new URL(engine.url).port;
    const commands = commandsOf('README.md').map((command) =>
      command.replaceAll('localhost:4000', `localhost:${port}`),
    );
    const script = commands
      .map((command) => command.replace('curl -s', 'curl -sS --fail-with-body'))
      .join('\n');

    const { code, output } = await runInShell(script, { SHE_URL: engine.url, SHE_DATA_DIR: dataDir });

    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Function Executed') });
    expect(commands.length).toBeGreaterThan(10);
  }, 180_000);

  it('shows what the engine itself proposes', () => {
    const readme = readFileSync('README.md', 'utf8');

    expect(engine.output()).toContain('/api/v2.6/data/she/insights/emotions?take=5');
    expect(readme).toContain('/api/v2.6/data/she/insights/emotions?take=5');
  });
});

async function runInShell(script: string, env: NodeJS.ProcessEnv) {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(shell, 'close');
  return { code, output };
}
