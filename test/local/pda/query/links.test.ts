import type { BundleQuery, Filter } from '../../../../core/model/data-bundle.ts';
import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';

const operator = { operator: 'contains' as const, value: 7 };
const transformation = { transformation: 'datetimeExtract' as const, part: 'hour' };
const AT_SEVEN = { field: 'at', transformation, operator };
const TRIPS: BundleQuery = {
  all: { endpoints: [{ endpoint: 'plug/trips', links: [{ endpoint: 'plug/photos', filters: [AT_SEVEN] }] }] },
};

describeOnDatabases('filters of links', (open) => {
  let store: TestDatabase;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  const save = (pda: string, at: string) => {
    const links = [{ endpoint: 'plug/photos', data: { at } }];
    const drafts: readonly Draft[] = [
      { endpoint: 'plug/trips', data: { km: 1 }, links },
      { endpoint: 'plug/photos', data: { at: 'long ago' } },
    ];
    return saveOwnerData(store, { pda, drafts, skipDuplicates: false });
  };

  it('look at linked records alone, so that a value of no one here is no error', async () => {
    const pda = await store.addPda('alice.localhost');
    await save(pda, '2024-05-01T07:15:00Z');

    const { all } = await readBundle(store.database, pda, TRIPS);

    expect(all).toMatchObject([{ links: [{ data: { at: '2024-05-01T07:15:00Z' } }] }]);
  });

  it('name the place of a linked value that they cannot read', async () => {
    const pda = await store.addPda('ben.localhost');
    await save(pda, 'at dawn');

    const reading = readBundle(store.database, pda, TRIPS);

    await expect(reading).rejects.toThrow('property "all", field "at"');
  });
});

describeOnDatabases('more linked records than fit into memory', (open) => {
  let store: TestDatabase;
  let pda: string;

  beforeAll(async () => {
    store = await open();
    pda = await store.addPda('carol.localhost');
    const links = Array.from({ length: 66 }, (_, n) => ({ endpoint: 'plug/photos', data: { n } }));
    const drafts = [{ endpoint: 'plug/trips', data: { km: 1 }, links }];
    await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    // As if each had 1 MB, which would take long to store.
    await store.database.query(
      `update record set bytes = 1048576 where pda = $1 and endpoint = 'plug/photos'`,
      [pda],
    );
  }, 60_000);
  afterAll(() => store.close());

  const read = (filters: Filter[]) =>
    readBundle(store.database, pda, {
      all: { endpoints: [{ endpoint: 'plug/trips', links: [{ endpoint: 'plug/photos', filters }] }] },
    });

  it('are refused by name', async () => {
    const reading = read([]);

    await expect(reading).rejects.toThrow(
      'property "all", links "plug/photos": one record is shown with at most 64 MB of linked ones',
    );
  });

  it('can be filtered', async () => {
    const { all } = await read([{ field: 'n', operator: { operator: 'between', lower: 60, upper: 99 } }]);

    expect(all?.[0]?.links).toHaveLength(6);
  });
});
