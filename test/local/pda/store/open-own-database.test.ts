import { existsSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { passFence } from '../../../../local/pda/store/fences.ts';
import { openDatabase } from '../../../../local/pda/store/open-database.ts';
import { openOwnDatabase } from '../../../../local/pda/store/open-own-database.ts';
import { openPglite } from '../../../../local/pda/store/pglite-database.ts';
import { prepareSchema } from '../../../../local/pda/store/schema/prepare.ts';
import { findPostgres, type PostgresServer } from '../../../support/postgres-server.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const NO_LOCK = { regained: () => undefined, report: () => undefined, wait: async () => undefined };
const found = findPostgres();
const isThere = 'start' in found;
if (!isThere) {
  process.stderr.write(
    `SKIPPED PostgreSQL: ${found.missing}. Data directories would have been used with others.\n`,
  );
}

interface Remembered {
  readonly embedded: boolean;
  readonly id: string;
  readonly starts: number;
}

const fileIn = (dataDir: string) => join(dataDir, 'pda-database.json');
const rememberedIn = async (dataDir: string): Promise<Remembered> =>
  JSON.parse(await readFile(fileIn(dataDir), 'utf8'));
const start = async (dataDir: string, databaseUrl?: string) =>
  (await openOwnDatabase({ dataDir, databaseUrl }, NO_LOCK)).close();
const tablesAt = async (databaseUrl: string) => {
  const database = await openDatabase({ dataDir: '/nowhere', databaseUrl }, NO_LOCK);
  const tables = await database.query(`select tablename from pg_tables where schemaname = 'public'`);
  await database.close();
  return tables;
};

describe('a data directory with the embedded database', () => {
  const dataDir = temporaryFolder();

  it('of an earlier version goes on, and remembers it for its user alone', async () => {
    const earlier = await openPglite(join(dataDir, 'pda'));
    await prepareSchema(earlier);
    await earlier.query('drop table pda_database');
    await earlier.close();

    await start(dataDir);
    await start(dataDir);

    expect(await rememberedIn(dataDir)).toEqual({ embedded: true, id: expect.any(String), starts: 2 });
    expect((await stat(fileIn(dataDir))).mode & 0o777).toBe(0o600);
  }, 60_000);

  it('that forgot its first start by a power cut goes on as another', async () => {
    const cut = await openPglite(join(dataDir, 'pda'));
    await cut.query('drop table pda_database');
    await cut.close();

    await start(dataDir);

    expect(await rememberedIn(dataDir)).toMatchObject({ embedded: true, starts: 1 });
  }, 60_000);

  it('that is started anew takes what runs write, whatever was written before', async () => {
    const before = await openOwnDatabase({ dataDir, databaseUrl: undefined }, NO_LOCK);
    await before.query(
      `insert into pda (name, created, owner_id, password_hash, private_key, public_key, subject_key)
       values ('asha.example', now(), gen_random_uuid(), '', '', '', '')`,
    );
    await passFence(before, { pda: 'asha.example', functionId: 'alpha', fence: 7 });
    await before.close();
    await rm(fileIn(dataDir));

    const anew = await openOwnDatabase({ dataDir, databaseUrl: undefined }, NO_LOCK);
    const passes = await passFence(anew, { pda: 'asha.example', functionId: 'alpha', fence: 1 });
    await anew.close();

    expect(passes).toBe(true);
  }, 60_000);

  it.each([
    ['remembers it', async () => undefined],
    ['is of an earlier version', () => rm(fileIn(dataDir))],
  ])('is refused with a server when it %s, before that is asked', async (_, prepare) => {
    await prepare();

    const starting = start(dataDir, 'postgres://she:not-to-be-told@127.0.0.1:1/pdas');

    await expect(starting).rejects.toMatchObject({
      name: 'OtherDatabase',
      message: expect.stringMatching(/found the address 127\.0\.0\.1:1\/pdas in SHE_PDA_DATABASE_URL: /),
    });
  });

  it('is refused when that database is gone, and makes no other', async () => {
    await start(dataDir);
    await rm(join(dataDir, 'pda'), { recursive: true });

    const starting = start(dataDir);

    await expect(starting).rejects.toThrow(`but this start found no database in ${join(dataDir, 'pda')}: `);
    expect(existsSync(join(dataDir, 'pda'))).toBe(false);
  }, 60_000);

  it('is refused when its file was changed by somebody', async () => {
    await writeFile(fileIn(dataDir), '{"embedded":true');

    const starting = start(dataDir);

    await expect(starting).rejects.toThrow(`${fileIn(dataDir)} does not say which PDA database`);
  });
});

(isThere ? describe : describe.skip)('a data directory with a database of a server', () => {
  const [dataDir, elsewhere] = [temporaryFolder(), temporaryFolder()];
  let server: PostgresServer;
  let own: string;

  beforeAll(async () => {
    if (isThere) server = await found.start();
    own = await server.createDatabase();
    await start(dataDir, own);
  }, 60_000);
  afterAll(() => server.close());

  it('remembers it, and goes on with it', async () => {
    const before = await rememberedIn(dataDir);

    await start(dataDir, own);

    expect(await rememberedIn(dataDir)).toEqual({ ...before, embedded: false, starts: before.starts + 1 });
  });

  it('is refused with another, which stays empty, by saying what was found and what to do', async () => {
    const other = await server.createDatabase();
    const { id } = await rememberedIn(dataDir);
    const place = `${new URL(other).host || new URL(other).searchParams.get('host')}${new URL(other).pathname}`;

    const starting = start(dataDir, other);

    await expect(starting).rejects.toThrow(
      new Error(
        `${dataDir} belongs to PDA database ${id} of a server, but this start found a database without an id in ` +
          `${place}: functions would pass over records. Restore both from one backup, name that one in ` +
          'SHE_PDA_DATABASE_URL, or choose another directory with --data-dir; "npx she export" and "npx she import" ' +
          'move records (docs/pda-database.md).',
      ),
    );
    expect(await tablesAt(other)).toEqual([]);
  });

  it('is refused with one that another directory uses', async () => {
    const other = await server.createDatabase();
    await start(elsewhere, other);
    const { id } = await rememberedIn(elsewhere);

    const starting = start(dataDir, other);

    await expect(starting).rejects.toThrow(`but this start found database ${id} in `);
    expect((await rememberedIn(elsewhere)).starts).toBe(1);
  });

  it('is refused without one, and makes none', async () => {
    const starting = start(dataDir);

    await expect(starting).rejects.toThrow('but this start found SHE_PDA_DATABASE_URL unset: ');
    expect(existsSync(join(dataDir, 'pda'))).toBe(false);
  });

  it('is refused with a state of the past, and goes on when both are of one backup', async () => {
    const backup = await readFile(fileIn(dataDir));
    const { starts } = await rememberedIn(dataDir);
    await start(dataDir, own);
    const database = await openDatabase({ dataDir, databaseUrl: own }, NO_LOCK);
    await database.query('update pda_database set starts = starts - 1');
    await database.close();

    const refused = start(dataDir, own);

    await expect(refused).rejects.toThrow(`as it was at start ${starts}, not ${starts + 1} or later: `);
    await writeFile(fileIn(dataDir), backup);
    await expect(start(dataDir, own)).resolves.toBeUndefined();
  });
});
