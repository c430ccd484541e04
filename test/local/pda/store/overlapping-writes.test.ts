import { readWindow } from '../../../../local/pda/query/read-window.ts';
import { insertRecords } from '../../../../local/pda/store/records.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import type { Sql } from '../../../../local/pda/store/sql.ts';
import { describeOnServer, type TestDatabase } from '../../../support/pda-database.ts';

const BUNDLE = { rides: { endpoints: [{ endpoint: 'plug/rides' }] } };

/** A promise and what resolves it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describeOnServer('writers at the same time', (open) => {
  let store: TestDatabase;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  const window = (pda: string, after: number) =>
    readWindow(store.database, { pda, functionId: 'counter', bundle: BUNDLE, after, limit: 500 });
  const insert = (sql: Sql, pda: string, data: string) =>
    insertRecords(sql, {
      pda,
      records: [{ id: store.newId(), endpoint: 'plug/rides', data, hash: data }],
      created: store.now(),
    });

  it('I6: no cursor passes a record that is not to be seen yet', async () => {
    const pda = await store.addPda('alice.localhost');
    const [inserted, mayCommit] = [gate(), gate()];
    const slow = store.database.transaction(async (sql) => {
      await insert(sql, pda, 'slow');
      inserted.open();
      await mayCommit.opened;
    });
    await inserted.opened;
    const quick = saveOwnerData(store, {
      pda,
      drafts: [{ endpoint: 'plug/rides', data: 'quick' }],
      skipDuplicates: false,
    });

    const during = await window(pda, 0);
    mayCommit.open();
    await Promise.all([slow, quick]);
    const after = await window(pda, Number(during.asOf.split('-')[1]));

    expect(during.rows).toEqual([]);
    expect(after.rows.map(({ item }) => item.data)).toEqual(['slow', 'quick']);
  });

  it('a writer of one PDA does not wait for another’s', async () => {
    const [ben, carol] = [await store.addPda('ben.localhost'), await store.addPda('carol.localhost')];
    const [inserted, mayCommit] = [gate(), gate()];
    const slow = store.database.transaction(async (sql) => {
      await insert(sql, ben, 'held');
      inserted.open();
      await mayCommit.opened;
    });
    await inserted.opened;

    await store.database.transaction((sql) => insert(sql, carol, 'free'));
    const seen = await Promise.all([ben, carol].map((pda) => window(pda, 0)));
    mayCommit.open();
    await slow;

    expect(seen.map(({ rows }) => rows.map(({ item }) => item.data))).toEqual([[], ['free']]);
  });

  it('no cursor of any moment misses a record, with twenty writers at work', async () => {
    const pda = await store.addPda('dora.localhost');
    const writers = Array.from({ length: 20 }, (_, writer) =>
      Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          store.database.transaction((sql) => insert(sql, pda, `${writer}-${n}`)),
        ),
      ),
    );
    let isDone = false;
    const written = Promise.all(writers).then(() => {
      isDone = true;
    });

    const seen: unknown[] = [];
    for (let after = 0, last = false; !last; ) {
      last = isDone;
      const page = await window(pda, after);
      seen.push(...page.rows.map(({ item }) => item.data));
      after = Number(page.asOf.split('-')[1]);
    }
    await written;

    expect(new Set(seen).size).toBe(100);
    expect(seen).toHaveLength(100);
  });
});
