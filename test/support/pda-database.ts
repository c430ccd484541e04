import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { People } from '../../local/pda/store/people.ts';
import { openPglite } from '../../local/pda/store/pglite-database.ts';
import { openPostgres } from '../../local/pda/store/postgres-database.ts';
import type { SaveContext } from '../../local/pda/store/save-owner-data.ts';
import { prepareSchema } from '../../local/pda/store/schema/prepare.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { freshDataDir, PDA_NOW } from './start-pda.ts';

export interface TestDatabase extends SaveContext {
  /** Adds an empty PDA, without working keys, and returns its name. */
  addPda(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The PDA's database without its HTTP side: the embedded one, or a server's at `url`. */
export async function openTestDatabase(url?: string): Promise<TestDatabase> {
  const dataDir = url === undefined ? await freshDataDir() : undefined;
  const database =
    url === undefined ? await openPglite(join(dataDir as string, 'pda')) : await openPostgres(url);
  await prepareSchema(database);
  return {
    database,
    now: () => PDA_NOW,
    newId: randomUUID,
    addPda: async (name) => {
      const keys = { passwordHash: '', privateKey: '', publicKey: '', subjectKey: '' };
      await new People(database).add({ name, ownerId: randomUUID(), ...keys }, PDA_NOW);
      return name;
    },
    close: async () => {
      await database.close();
      if (dataDir !== undefined) await rm(dataDir, { recursive: true });
    },
  };
}

/**
 * Opens a database for the tests of one `describe`, and adds a PDA of its own for each of them.
 * @param give told both before each test
 */
export function newPdaForEachTest(
  open: () => Promise<TestDatabase>,
  give: (store: TestDatabase, pda: string) => void,
): void {
  let store: TestDatabase;
  let people = 0;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  beforeEach(async () => {
    people += 1;
    give(store, await store.addPda(`person-${people}.localhost`));
  });
  afterAll(() => store.close());
}

type Tests = (open: () => Promise<TestDatabase>) => void;

/** Runs the same tests on PGlite and on PostgreSQL; `open` gives an empty database each time. */
export function describeOnDatabases(subject: string, tests: Tests): void {
  describe(`${subject}, on PGlite`, () => tests(() => openTestDatabase()));
  describeOnServer(subject, tests);
}

/** Runs tests on PostgreSQL alone, for what one connection cannot show. */
export function describeOnServer(subject: string, tests: Tests): void {
  const found = findPostgres();
  if ('missing' in found) {
    process.stderr.write(
      `SKIPPED PostgreSQL: ${found.missing}. It would have been asked about ${subject}.\n`,
    );
    it.skip.each([subject])('%s, on PostgreSQL', () => {});
    return;
  }
  describe(`${subject}, on PostgreSQL`, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await found.start();
    }, 60_000);
    afterAll(() => server.close());

    tests(async () => openTestDatabase(await server.createDatabase()));
  });
}
