import type { BundleQuery } from '../../../../core/model/data-bundle.ts';
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
