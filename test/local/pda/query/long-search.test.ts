import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';

describeOnDatabases('a search', (open) => {
  let store: TestDatabase;
  let pda: string;

  beforeAll(async () => {
    store = await open();
    pda = await store.addPda('alice.localhost');
    const drafts = [{ endpoint: 'plug/notes', data: { text: 'bus home' } }];
    await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
  }, 60_000);
  afterAll(() => store.close());

  const searching = (words: readonly string[]) => {
    const operator = { operator: 'find' as const, search: words };
    const filter = { field: 'text', transformation: { transformation: 'searchable' as const }, operator };
    return readBundle(store.database, pda, {
      all: { endpoints: [{ endpoint: 'plug/notes', filters: [filter] }] },
    });
  };

  it('of thousands of words finds what holds them all', async () => {
    const { all } = await searching(Array(1_600).fill('bus'));

    expect(all).toHaveLength(1);
  });

  it('of more words than a database can walk is refused by its place, and the next is answered', async () => {
    const reading = searching(Array(20_000).fill('2024-05-01T07:15:00+15:59'));

    await expect(reading).rejects.toThrow(
      /property "all", field "text": a search of \d+ characters, at most 10000/,
    );
    expect((await searching(['bus'])).all).toHaveLength(1);
  });
});
