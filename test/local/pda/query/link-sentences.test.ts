import type { BundleQuery, EndpointQuery } from '../../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../../core/model/endpoint-data.ts';
import { linkRecords } from '../../../../local/pda/store/link-records.ts';
import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, newPdaForEachTest, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';

type Links = NonNullable<EndpointQuery['links']>;

const stars = (lower: number): Links[number] => ({
  endpoint: 'plug/photos',
  filters: [{ field: 'stars', operator: { operator: 'between', lower, upper: 5 } }],
});

describeOnDatabases('a sentence about links', (open) => {
  let store: TestDatabase;
  let pda: string;
  /** Ids of records by the names in their data. */
  let ids: Readonly<Record<string, string>>;

  newPdaForEachTest(open, (...given) => {
    [store, pda] = given;
  });
  /** One group of a trip, two photos and a note; a trip alone; a photo alone. */
  beforeEach(async () => {
    const drafts: readonly Draft[] = [
      {
        endpoint: 'plug/trips',
        data: { name: 'trip' },
        links: [
          { endpoint: 'plug/photos', data: { name: 'good', stars: 5 } },
          { endpoint: 'plug/photos', data: { name: 'bad', stars: 1 } },
          { endpoint: 'plug/notes', data: { name: 'note' } },
        ],
      },
      { endpoint: 'plug/trips', data: { name: 'lonely' } },
      { endpoint: 'plug/photos', data: { name: 'stray', stars: 3 } },
    ];
    const saved = await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    const all = saved.flatMap(({ links, ...record }) => [record, ...links]);
    ids = Object.fromEntries(all.map(({ data, recordId }) => [nameOf({ data }), recordId ?? '']));
  });

  const nameOf = ({ data }: Pick<EndpointData, 'data'>) => (data as { name: string }).name;
  const link = (...names: readonly string[]) =>
    linkRecords(store, { pda, ids: names.map((name) => ids[name] ?? '') });
  async function read(endpoint: string, links?: Links): Promise<readonly EndpointData[]> {
    const bundle: BundleQuery = { all: { endpoints: [{ endpoint, links }] } };
    return (await readBundle(store.database, pda, bundle)).all ?? [];
  }
  /** Each record's name, and those of what is linked to it; none where there is no key `links`. */
  async function names(endpoint: string, links?: Links) {
    const items = await read(endpoint, links);
    return items.map((item) => [nameOf(item), 'links' in item ? item.links?.map(nameOf) : 'no links']);
  }

  it.each<[string, string, Links | undefined, unknown]>([
    [
      'linked records come where they are asked for, and no key where none match',
      'plug/trips',
      [{ endpoint: 'plug/photos' }],
      [
        ['trip', ['good', 'bad']],
        ['lonely', 'no links'],
      ],
    ],
    [
      'endpoints that are not asked for are left out',
      'plug/trips',
      [{ endpoint: 'plug/notes' }],
      [
        ['trip', ['note']],
        ['lonely', 'no links'],
      ],
    ],
    ['nothing is linked without asking', 'plug/notes', undefined, [['note', 'no links']]],
    ['nor by asking for nothing', 'plug/notes', [], [['note', 'no links']]],
    [
      'a group is the same from each of its members',
      'plug/notes',
      [{ endpoint: 'plug/trips' }, { endpoint: 'plug/photos' }],
      [['note', ['trip', 'good', 'bad']]],
    ],
    [
      'no record is linked to itself',
      'plug/photos',
      [{ endpoint: 'plug/photos' }],
      [
        ['good', ['bad']],
        ['bad', ['good']],
        ['stray', 'no links'],
      ],
    ],
    ['filters of links choose among them', 'plug/notes', [stars(3)], [['note', ['good']]]],
    ['and may leave none', 'plug/notes', [stars(6)], [['note', 'no links']]],
    [
      'one that two queries of links find is linked once',
      'plug/notes',
      [stars(3), { endpoint: 'plug/photos' }],
      [['note', ['good', 'bad']]],
    ],
    ['an endpoint is itself alone', 'plug/notes', [{ endpoint: 'plug' }], [['note', 'no links']]],
  ])('%s', async (_, endpoint, links, expected) => {
    const found = await names(endpoint, links);

    expect(found).toEqual(expected);
  });

  it('linked records are mapped by the query of links', async () => {
    const mapped = { ...stars(3), mapping: { rating: 'stars' } };

    const [note] = await read('plug/notes', [mapped, { endpoint: 'plug/trips' }]);

    const good = { endpoint: 'plug/photos', recordId: ids.good, data: { rating: 5 } };
    const trip = { endpoint: 'plug/trips', recordId: ids.trip, data: { name: 'trip' } };
    expect(note?.links).toEqual([good, trip]);
  });

  it('a mapping of links that cannot be read fails the query', async () => {
    const reading = read('plug/notes', [{ endpoint: 'plug/photos', mapping: { x: 'first-name' } }]);

    await expect(reading).rejects.toThrow('property "all", mapping: "first-name" is no path');
  });

  it('any group counts, and what is in two of them is linked once', async () => {
    await link('note', 'good', 'stray');

    const found = await names('plug/notes', [{ endpoint: 'plug/photos' }]);

    expect(found).toEqual([['note', ['good', 'bad', 'stray']]]);
  });

  it('what is linked to linked records is one level too far', async () => {
    await link('note', 'stray');

    const [trip] = await read('plug/trips', [{ endpoint: 'plug/notes' }, { endpoint: 'plug/photos' }]);

    expect(trip?.links?.map(nameOf)).toEqual(['note', 'good', 'bad']);
    expect(trip?.links?.every((linked) => !('links' in linked))).toBe(true);
  });

  it('a second name for the same records changes nothing', async () => {
    await link('trip', 'good');
    await link('good', 'trip');

    const found = await names('plug/trips', [{ endpoint: 'plug/photos' }]);

    expect(found).toEqual([
      ['trip', ['good', 'bad']],
      ['lonely', 'no links'],
    ]);
  });
});
