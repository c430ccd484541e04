import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { findPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EMOTIONS = '/api/v2.6/data/she/insights/emotions?take=5000';

const found = findPostgres();
const isThere = 'start' in found;
if (!isThere) {
  process.stderr.write(`SKIPPED PostgreSQL: ${found.missing}. The engine would have been started on it.\n`);
}

(isThere ? describe : describe.skip)('she start with SHE_PDA_DATABASE_URL', () => {
  const dataDir = join(temporaryFolder(), 'she');
  let server: PostgresServer;
  let env: { readonly SHE_PDA_DATABASE_URL: string };
  let engine: EngineProcess;

  beforeAll(async () => {
    if (isThere) server = await found.start();
    env = { SHE_PDA_DATABASE_URL: await server.createDatabase() };
    engine = await startEngineProcess(dataDir, { env });
  }, 120_000);
  afterAll(async () => {
    await engine.end('SIGTERM');
    await server.close();
  });

  const emotions = async () => (await engine.as('alice')).get(EMOTIONS);

  it('runs functions on data in that database, makes none of its own, and finds all again', async () => {
    const before = await emotions();
    const code = await engine.end('SIGINT');
    engine = await startEngineProcess(dataDir, { env });

    const after = await emotions();

    expect((before as unknown as readonly unknown[]).length).toBeGreaterThan(100);
    expect(code).toBe(0);
    expect(existsSync(join(dataDir, 'pda'))).toBe(false);
    expect(after).toEqual(before);
  }, 120_000);
});

describe('she start with a database that is not there', () => {
  const dataDir = join(temporaryFolder(), 'she');

  it('ends by saying where it looked, and never with the password', async () => {
    const env = { SHE_PDA_DATABASE_URL: 'postgres://she:not-to-be-told@127.0.0.1:1/pdas' };
    const command = ['start', '--port', '0', '--data-dir', dataDir];

    const { code, output } = await runCommand(command, env);

    expect(code).toBe(1);
    expect(output).toContain('The PDA database 127.0.0.1:1/pdas cannot be used (ECONNREFUSED)');
    expect(output).not.toContain('not-to-be-told');
  }, 60_000);
});
