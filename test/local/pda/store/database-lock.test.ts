import { once } from 'node:events';
import { Client } from 'pg';
import { lockDatabase } from '../../../../local/pda/store/database-lock.ts';
import { eventually } from '../../../support/eventually.ts';
import { findPostgres, type PostgresServer } from '../../../support/postgres-server.ts';
import { startTestPda, type TestPda } from '../../../support/start-pda.ts';

const found = findPostgres();
const isThere = 'start' in found;
if (!isThere) {
  process.stderr.write(
    `SKIPPED PostgreSQL: ${found.missing}. Two engines would have been started on one database.\n`,
  );
}

const untilStopped = async (_milliseconds: number, signal: AbortSignal) => void (await once(signal, 'abort'));

/** Ends the connection that holds the lock, as a server that restarts does. */
const END_HOLDER = `select pg_terminate_backend(pid) from pg_locks
  where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`;

const lock = (at: string) =>
  lockDatabase(at, { regained: () => undefined, report: () => undefined, wait: untilStopped });

it('a database that cannot be reached cannot be taken, and is told by its place', async () => {
  const taking = lock('postgres://she:not-to-be-told@127.0.0.1:1/pdas');

  await expect(taking).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    message: expect.stringMatching(/^The PDA database 127\.0\.0\.1:1\/pdas cannot be used \(ECONNREFUSED\)/),
  });
});

(isThere ? describe : describe.skip)('two engines on one PostgreSQL database', () => {
  const lines: string[] = [];
  let server: PostgresServer;
  let url: string;
  let first: TestPda;
  let admin: Client;

  beforeAll(async () => {
    if (isThere) server = await found.start();
    url = await server.createDatabase();
    first = await startTestPda({ databaseUrl: url, report: (line) => lines.push(line) });
    admin = new Client({ connectionString: url });
    await admin.connect();
  }, 90_000);
  afterAll(async () => {
    await admin.end();
    await first.close();
    await server.close();
  });

  const ask = async () => {
    const { pda, ownerToken: token } = first.alice;
    return (await first.call('GET /api/v2.6/data/a/b', { pda, token })).status;
  };
  it('are kept apart: the second does not start, and says what it found and what to do', async () => {
    const second = startTestPda({ databaseUrl: url });

    await expect(second).rejects.toMatchObject({
      name: 'DatabaseInUse',
      message: expect.stringMatching(
        /^Another engine is using the PDA database \S+ \(server process \d+, from .+\): stop that engine, or name another database in SHE_PDA_DATABASE_URL\.$/,
      ),
    });
    expect(await ask()).toBe(200);
  }, 60_000);

  it('do not meet on databases of their own on one server', async () => {
    const other = await lock(await server.createDatabase());

    expect(() => other.assertHeld()).not.toThrow();
    await other.close();
  });

  it('follow each other: what was closed is free at once', async () => {
    const place = await server.createDatabase();

    await (await lock(place)).close();
    const next = await lock(place);

    expect(() => next.assertHeld()).not.toThrow();
    await next.close();
  });

  it('take over from each other without writing at the same time', async () => {
    lines.length = 0;
    await admin.query('begin');
    await admin.query(END_HOLDER);
    await admin.query('select pg_advisory_lock($1)', [0x534845]);

    const meanwhile = await eventually(ask, (status) => status !== 200);
    const save = first.embedded.saveOwnerData(first.alice.pda, [{ endpoint: 'a/b', data: 1 }]);
    await expect(save).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    await admin.query('update pda set public_key = private_key where name = $1', [first.ben.pda]);
    await admin.query('commit; select pg_advisory_unlock_all()');
    const afterwards = await eventually(ask, (status) => status !== 503);

    expect([meanwhile, afterwards]).toEqual([503, 200]);
    expect(await first.embedded.publicKey(first.ben.pda)).toContain('PRIVATE KEY');
    expect(lines.filter((line) => line.startsWith('The PDA database'))).toEqual([
      expect.stringContaining('nothing is read or written until it has it again'),
      expect.stringContaining("is this engine's again"),
    ]);
  }, 60_000);
});
