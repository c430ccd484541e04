import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EvaluationError } from '../../../../local/pda/query/evaluation-error.ts';
import { readSnapshot } from '../../../../local/pda/query/reader.ts';
import { openPglite } from '../../../../local/pda/store/pglite-database.ts';
import type { Database } from '../../../../local/pda/store/sql.ts';
import { freshDataDir } from '../../../support/start-pda.ts';

/** Nothing on any machine ends it. */
const ENDLESS = 'select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b';

describe('the embedded database', () => {
  let dataDir: string;
  let database: Database;

  beforeEach(async () => {
    dataDir = await freshDataDir();
    database = await openPglite(join(dataDir, 'pda'), { readMs: 1500, otherMs: 600_000 });
    await database.query('create table note (text text)');
  }, 60_000);
  afterEach(async () => {
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  const write = (text: string) =>
    database.transaction((sql) => sql.query('insert into note values ($1)', [text]));
  const notes = async () =>
    (await database.query<{ text: string }>('select text from note order by text')).map(({ text }) => text);

  it('ends a read that takes too long, goes on with those that wait, and has lost nothing', async () => {
    await write('before');

    const endless = readSnapshot(database, 'property "p"', (sql) => sql.query(ENDLESS));
    const waiting = [write('meanwhile'), notes()];

    await expect(endless).rejects.toThrow(EvaluationError);
    await expect(endless).rejects.toThrow('property "p": it takes too long to find; ask for fewer endpoints');
    await Promise.all(waiting);
    expect(await notes()).toEqual(['before', 'meanwhile']);
  });

  it('ends a read of many statements that take too long together', async () => {
    const many = database.snapshot(async (sql) => {
      for (;;) await sql.query('select pg_sleep(0.4)');
    });

    await expect(many).rejects.toMatchObject({ name: 'SqlError', code: '57014' });
    await write('afterwards');
    expect(await notes()).toEqual(['afterwards']);
  });

  it('lets nobody go on in a transaction whose thread has ended', async () => {
    const goesOn = database.snapshot(async (sql) => {
      await sql.query(ENDLESS).catch(() => undefined);
      await sql.query("insert into note values ('stray')");
    });

    await expect(goesOn).rejects.toThrow('the statements before took all of 1500 ms');
    expect(await notes()).toEqual([]);
  });

  it('undoes what a transaction did when its work fails, and goes on', async () => {
    const failed = database.transaction(async (sql) => {
      await sql.query("insert into note values ('half')");
      throw new Error('changed my mind');
    });

    await expect(failed).rejects.toThrow('changed my mind');
    await write('whole');
    expect(await notes()).toEqual(['whole']);
  });

  it('answers nobody after it was closed', async () => {
    const other = await mkdtemp(join(dataDir, 'other-'));
    const closed = await openPglite(other);
    await closed.close();

    const answer = closed.query('select 1');

    await expect(answer).rejects.toThrow('The embedded PDA database is closed');
  });
});
