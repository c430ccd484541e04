import type { PropertyQuery } from '../../../../core/model/data-bundle.ts';
import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';
import { RIDES } from './rides.ts';

const LINKED: readonly Draft[] = [
  {
    endpoint: 'plug/trips',
    data: { km: 1 },
    links: [
      { endpoint: 'plug/photos', data: { url: 'one', stars: 5 } },
      { endpoint: 'plug/photos', data: { url: 'two', stars: 1 } },
      { endpoint: 'plug/notes', data: { text: 'nice' } },
    ],
  },
  { endpoint: 'plug/trips', data: { km: 2 } },
];

const BOTH = [{ endpoint: 'plug/rides' }, { endpoint: 'plug/walks' }];

describeOnDatabases('reading a bundle', (open) => {
  let store: TestDatabase;
  let pda: string;

  beforeAll(async () => {
    store = await open();
    pda = await store.addPda('alice.localhost');
    await saveOwnerData(store, { pda, drafts: [...RIDES, ...LINKED], skipDuplicates: false });
  }, 60_000);
  afterAll(() => store.close());

  async function names(query: PropertyQuery): Promise<string> {
    const { all } = await readBundle(store.database, pda, { all: query });
    return (all ?? []).map(({ data }) => (data as { name: string }).name).join('');
  }

  it.each<[string, PropertyQuery]>([
    ['abcde', { endpoints: BOTH }],
    ['edcba', { endpoints: BOTH, ordering: 'descending' }],
    ['cdabe', { endpoints: BOTH, orderBy: 'km' }],
    ['ebadc', { endpoints: BOTH, orderBy: 'km', ordering: 'descending' }],
    ['cabde', { endpoints: BOTH, orderBy: 'rider.age' }],
    ['bacde', { endpoints: BOTH, orderBy: 'rider.age', ordering: 'descending' }],
    ['abcde', { endpoints: BOTH, orderBy: 'tags[0]' }],
    ['cd', { endpoints: BOTH, orderBy: 'km', limit: 2 }],
    ['', { endpoints: BOTH, limit: 0 }],
    ['a', { endpoints: [...BOTH, ...BOTH], limit: 2 }],
  ])('answers "%s" to %j', async (expected, query) => {
    const found = await names(query);

    expect(found).toBe(expected);
  });

  it('sorts by the source of the mapping entry that orderBy names', async () => {
    const mapping = { 'data.far': 'km', name: 'name' };

    const found = await names({ endpoints: [{ endpoint: 'plug/rides', mapping }], orderBy: 'data.far' });

    expect(found).toBe('cdab');
  });

  it('refuses to sort by a nested mapping entry', async () => {
    const mapping = { far: { source: 'km', mappings: { a: 'b' } } };

    const answer = names({ endpoints: [{ endpoint: 'plug/rides', mapping }], orderBy: 'far' });

    await expect(answer).rejects.toThrow('property "all", orderBy "far"');
  });

  it('answers every property by itself, and an empty bundle with nothing', async () => {
    const walks = { endpoints: [{ endpoint: 'plug/walks' }] };

    const answer = await readBundle(store.database, pda, {
      walks,
      none: { endpoints: [{ endpoint: 'no/such' }] },
    });

    expect(Object.keys(answer)).toEqual(['walks', 'none']);
    expect(answer.none).toEqual([]);
    expect(await readBundle(store.database, pda, {})).toEqual({});
  });

  it('joins the linked records a query asks for, filtered and mapped', async () => {
    const stars = { field: 'stars', operator: { operator: 'between' as const, lower: 3, upper: 5 } };
    const links = [{ endpoint: 'plug/photos', filters: [stars], mapping: { address: 'url' } }];

    const { trips } = await readBundle(store.database, pda, {
      trips: { endpoints: [{ endpoint: 'plug/trips', links }] },
    });

    expect(trips?.map(({ data, links }) => [data, links?.map((link) => link.data)])).toEqual([
      [{ km: 1 }, [{ address: 'one' }]],
      [{ km: 2 }, undefined],
    ]);
  });

  it('finds the group from every one of its members', async () => {
    const links = [{ endpoint: 'plug/trips' }, { endpoint: 'plug/photos' }];

    const { notes } = await readBundle(store.database, pda, {
      notes: { endpoints: [{ endpoint: 'plug/notes', links }] },
    });

    expect(notes?.[0]?.links?.map(({ endpoint }) => endpoint)).toEqual([
      'plug/trips',
      'plug/photos',
      'plug/photos',
    ]);
  });
});
