import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('she start', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'she');
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await startEngineProcess(dataDir, { args: ['--no-sample'] });
  });

  afterAll(() => engine.end('SIGTERM'));

  it('says who is using the data directory, and what to do', async () => {
    const { code, output } = await runCommand(['start', '--port', '0', '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(output).toMatch(/Another engine is using .*she.*--data-dir/s);
  });

  it('says that the port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };

    const { code, output } = await runCommand([
      'start',
      '--port',
      String(port),
      '--data-dir',
      join(folder, 'other'),
    ]);
    other.close();

    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`Port ${port} is taken.*--port`));
  });

  it.each([
    ['a port that is none', ['--port', 'abc'], /'abc' is invalid/],
    ['a registry that is not there', ['--registry', '/nowhere'], /\/nowhere/],
    ['a data directory that is a file', ['--data-dir', 'README.md'], /README\.md.*it is a file.*--data-dir/],
    ['an unknown option', ['--nonsense'], /unknown option/],
  ])(
    'refuses %s in a sentence',
    async (_what, args, sentence) => {
      const { code, output } = await runCommand(['start', '--data-dir', join(folder, 'unused'), ...args]);

      expect(code).toBe(1);
      expect(output).toMatch(sentence);
      expect(output).not.toMatch(/\n\s+at /);
    },
    30_000,
  );

  it('gives both people nothing, and enables nothing, with --no-sample', async () => {
    const alice = await engine.as('alice');

    const functions = (await alice.get('/api/v2.6/she/function')) as unknown as readonly { status: object }[];
    const tweets = await alice.get('/api/v2.6/data/twitter/tweets');

    expect(functions.map(({ status }) => status)).toEqual([
      { available: true, enabled: false },
      { available: true, enabled: false },
    ]);
    expect(tweets).toEqual([]);
  });

  it('shows people and commands on its own page', async () => {
    const response = await fetch(`${engine.url}/`);
    const page = await response.text();

    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('alice.localhost, bob.localhost');
    expect(page).toContain('users/access_token');
  });
});
