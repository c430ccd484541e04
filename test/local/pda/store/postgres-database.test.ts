import { EvaluationError } from '../../../../local/pda/query/evaluation-error.ts';
import { readSnapshot } from '../../../../local/pda/query/reader.ts';
import { openDatabase } from '../../../../local/pda/store/open-database.ts';
import { openPostgres } from '../../../../local/pda/store/postgres-database.ts';
import type { Database } from '../../../../local/pda/store/sql.ts';
import { eventually } from '../../../support/eventually.ts';
import { findPostgres, type PostgresServer } from '../../../support/postgres-server.ts';

const PASSWORD = 'not-to-be-told';
const NO_LOCK = { regained: () => undefined, report: () => undefined, wait: async () => undefined };
const found = findPostgres();
const isThere = 'start' in found;
if (!isThere) {
  process.stderr.write(`SKIPPED PostgreSQL: ${found.missing}. It would have been connected to.\n`);
}

describe('a PostgreSQL that is not there', () => {
  it('is told by its place, what to look at, and never by its password', async () => {
    const url = `postgres://she:${PASSWORD}@127.0.0.1:1/pdas`;

    const error: Error = await openPostgres(url).catch((thrown) => thrown);

    expect(error.message).toContain('The PDA database 127.0.0.1:1/pdas cannot be used (ECONNREFUSED)');
    expect(error.message).toContain('see that PostgreSQL runs there');
    expect(JSON.stringify([error.message, error.cause])).not.toContain(PASSWORD);
  });
});

describe('an address of a database', () => {
  it.each([`postgres://she:${PASSWORD}#@127.0.0.1:5432/pdas`, `127.0.0.1 ${PASSWORD}`, '::'])(
    'that cannot be read is told by its name, and never by its password: %s',
    async (url) => {
      const error: Error = await openDatabase({ dataDir: '/nowhere', databaseUrl: url }, NO_LOCK).catch(
        (thrown) => thrown,
      );

      expect(error).toMatchObject({ name: 'InvalidInput' });
      expect(error.message).toContain('SHE_PDA_DATABASE_URL: it is no address of a database');
      expect(JSON.stringify([error.message, error.cause])).not.toContain(PASSWORD);
    },
  );
});

(isThere ? describe : describe.skip)('a PostgreSQL server', () => {
  let server: PostgresServer;
  let url: string;
  let database: Database;

  beforeAll(async () => {
    if (isThere) server = await found.start();
    url = await server.createDatabase();
    database = await openPostgres(url, { readMs: 200, otherMs: 600_000 });
    await database.query('create table note (text text)');
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.close();
  });

  const settings = 'show timezone';
  const notes = async () =>
    (await database.query<{ text: string }>('select text from note order by text')).map(({ text }) => text);

  it('is asked in UTC, whatever the database is set to', async () => {
    await database.query(`do $$ begin
      execute format('alter database %I set timezone = ''Asia/Tokyo''', current_database());
      execute format('alter database %I set datestyle = ''SQL, DMY''', current_database());
    end $$`);
    const fresh = await openPostgres(url);

    const [zone] = await fresh.query<{ TimeZone: string }>(settings);
    const [style] = await fresh.query<{ DateStyle: string }>('show datestyle');

    await fresh.close();
    expect([zone?.TimeZone, style?.DateStyle]).toEqual(['UTC', 'ISO, MDY']);
  });

  it('is asked in UTC beside options that its address has', async () => {
    const options = encodeURIComponent('-c TimeZone=Asia/Tokyo -c search_path=public');
    const fresh = await openPostgres(`${url}${url.includes('?') ? '&' : '?'}options=${options}`);

    const [zone] = await fresh.query<{ TimeZone: string }>(settings);
    const [path] = await fresh.query<{ search_path: string }>('show search_path');

    await fresh.close();
    expect([zone?.TimeZone, path?.search_path]).toEqual(['UTC', 'public']);
  });

  it('lets writers wait for each other, whatever isolation the database is set to', async () => {
    const place = await server.createDatabase();
    const before = await openPostgres(place);
    await before.query(`do $$ begin
      execute format('alter database %I set default_transaction_isolation = ''serializable''', current_database());
      execute format('alter database %I set default_transaction_read_only = on', current_database());
    end $$; create table counter as select 0 as n`);
    await before.close();
    const strict = await openPostgres(place);
    const count = () => strict.transaction((sql) => sql.query('update counter set n = n + 1'));

    await Promise.all(Array.from({ length: 8 }, count));

    const counted = await strict.query('select n from counter');
    await strict.close();
    expect(counted).toEqual([{ n: 8 }]);
  });

  it('gives up a connection that does not answer', async () => {
    const impatient = await openPostgres(url, { readMs: 1000, otherMs: 1000 }, 500);
    const silent = impatient.transaction((sql) =>
      sql.query('set local statement_timeout = 0; select pg_sleep(600)'),
    );

    await expect(silent).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    const answer = await impatient.query('select 1 as one');

    await impatient.close();
    expect(answer).toEqual([{ one: 1 }]);
  });

  it('ends a read that takes too long', async () => {
    const endless = readSnapshot(database, 'property "p"', (sql) => sql.query('select pg_sleep(600)'));

    await expect(endless).rejects.toThrow(EvaluationError);
    await expect(endless).rejects.toThrow('property "p": it takes too long to find');
  });

  it('ends a read of many statements that take too long together', async () => {
    const many = database.snapshot(async (sql) => {
      for (;;) await sql.query('select pg_sleep(0.05)');
    });

    await expect(many).rejects.toMatchObject({ name: 'SqlError', code: '57014' });
  });

  it('sees in a snapshot neither what is written meanwhile nor lets anything be written', async () => {
    const seen = await database.snapshot(async (sql) => {
      const before = await sql.query('select * from note');
      await database.transaction((other) => other.query("insert into note values ('meanwhile')"));
      return [before, await sql.query('select * from note')];
    });
    const written = database.snapshot((sql) => sql.query("insert into note values ('never')"));

    expect(seen).toEqual([[], []]);
    await expect(written).rejects.toMatchObject({ name: 'SqlError', code: '25006' });
    expect(await notes()).toEqual(['meanwhile']);
  });

  it('is asked again after it has ended our connections', async () => {
    const others =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()';
    const ended = database.query(others);

    await expect(ended).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    const answer = await eventually(
      () => notes().catch(() => []),
      (texts) => texts.length > 0,
    );

    expect(answer).toEqual(['meanwhile']);
  });

  it.each([
    [
      "locale_provider icu icu_locale 'en-US' locale 'C' encoding 'UTF8'",
      'it must be C: make one with "createdb',
    ],
    ["locale 'C' encoding 'SQL_ASCII'", 'its encoding is SQL_ASCII, it must be UTF8'],
    ["locale 'C' encoding 'UTF8'", 'its character type is C, it must be C.UTF-8'],
  ])('is refused when its database was made with %s', async (options, problem) => {
    const unfit = await server.createDatabase(options);

    const opened = openPostgres(unfit);

    await expect(opened).rejects.toThrow(problem);
  });
});
