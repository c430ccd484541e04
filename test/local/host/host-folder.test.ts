import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHostFolder } from '../../../local/host/host-folder.ts';
import { eventually, processesNaming } from './processes.ts';
import { nodeFunction } from './sealed-host.ts';

/** Tells which descriptors it sees, then does not answer. */
const LISTS_DESCRIPTORS = `
  import { readdirSync, readlinkSync } from 'node:fs';
  const path = (fd) => { try { return readlinkSync('/proc/self/fd/' + fd); } catch { return ''; } };
  export const handler = () => {
    console.log(readdirSync('/proc/self/fd').map(path).join(' '));
    return new Promise(() => setInterval(() => {}, 1000));
  };`;

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync('/tmp/she-test-folder-');
  chmodSync(stateDir, 0o755);
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

/** An engine in a process of its own, with a file left open at descriptor 40, while its function works. */
async function startEngine(): Promise<{ engine: ChildProcess; said: string }> {
  const secret = join(stateDir, 'secret.txt');
  writeFileSync(secret, '');
  const { files, codeHash } = await nodeFunction('hangs', LISTS_DESCRIPTORS);
  const script = new URL('fixtures/engine.ts', import.meta.url).pathname;
  const engine = fork(script, [stateDir, files.get('index.mjs') ?? '', codeHash], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...Array(36).fill('ignore'), openSync(secret, 'r')],
  });
  const [said] = await once(engine, 'message');
  return { engine, said };
}

const hostFolders = (): readonly string[] =>
  readdirSync(stateDir).filter((name) => name.startsWith('she-host-'));

it('is taken away, with every process, after its engine was killed', async () => {
  const { engine } = await startEngine();
  const [abandoned = ''] = hostFolders();
  expect(processesNaming(abandoned)).not.toEqual([]);

  engine.kill('SIGKILL');
  await once(engine, 'exit');
  await eventually(() => processesNaming(abandoned).length === 0);
  const folder = await makeHostFolder(stateDir);

  expect(hostFolders()).toEqual([folder.path.slice(stateDir.length + 1)]);
  await folder.remove();
});

it('stays while its engine lives', async () => {
  const first = await makeHostFolder(stateDir);

  const second = await makeHostFolder(stateDir);

  expect([first, second].map(({ path }) => existsSync(path))).toEqual([true, true]);
  await first.remove();
  await second.remove();
  expect(hostFolders()).toEqual([]);
});

it('lies elsewhere when functions could not reach it', async () => {
  const unreachable = join(stateDir, 'x'.repeat(80));

  const folder = await makeHostFolder(unreachable);

  expect(folder.path.startsWith(unreachable)).toBe(false);
  await folder.remove();
});

it("does not show functions what the engine's starter left open", async () => {
  const { engine, said } = await startEngine();

  engine.kill('SIGKILL');
  await once(engine, 'exit');

  expect(said).toContain('/dev/null');
  expect(said).not.toContain('secret.txt');
});
