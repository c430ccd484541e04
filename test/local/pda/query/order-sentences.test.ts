import {
  bundleQuerySchema,
  type EndpointQuery,
  type PropertyQuery,
} from '../../../../core/model/data-bundle.ts';
import type { Json } from '../../../../core/model/json.ts';
import { openProperty } from '../../../../local/pda/query/open-property.ts';
import { readWindow } from '../../../../local/pda/query/read-window.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, newPdaForEachTest, type TestDatabase } from '../../../support/pda-database.ts';
import { allItems, readBundle } from './read-all.ts';

/** Each record is called by its place in the list: a, b, c … */
const NAMES = 'abcdefghijklmnopqrstuvwxyz';

type Saved = readonly (readonly [endpoint: string, data: { readonly [key: string]: Json }])[];
const at = (endpoint: string, ...values: readonly Json[]): Saved => values.map((v) => [endpoint, { v }]);
const ONE: readonly EndpointQuery[] = [{ endpoint: 'a/b' }];
const TWO: readonly EndpointQuery[] = [{ endpoint: 'a/b' }, { endpoint: 'c/d' }];
const sortedBy = (orderBy: string, mapping?: Json): PropertyQuery => ({
  endpoints: [{ endpoint: 'a/b', mapping }],
  orderBy,
});

/** What the contract says; the records; what is asked for; the records that come, in order. */
type Sentence = readonly [
  says: string,
  saved: Saved,
  query: Omit<PropertyQuery, 'endpoints'> & { readonly endpoints: readonly EndpointQuery[] },
  names: string,
  skip?: number,
];

const ABOUT_ENDPOINTS: readonly Sentence[] = [
  [
    'an endpoint is itself, not what it begins with nor what begins with it',
    [...at('a/b', 1), ...at('a/b/c', 2), ...at('a', 3), ...at('a/bc', 4)],
    { endpoints: ONE },
    'a',
  ],
  [
    'filters are ANDed, and [] is none',
    at('a/b', 1, 2, 3),
    {
      endpoints: [
        { endpoint: 'no/such', filters: [] },
        {
          endpoint: 'a/b',
          filters: [
            { field: 'v', operator: { operator: 'between', lower: 1, upper: 2 } },
            { field: 'v', operator: { operator: 'between', lower: 2, upper: 3 } },
          ],
        },
      ],
    },
    'b',
  ],
  [
    'several endpoints are one list',
    [...at('c/d', 1), ...at('a/b', 2), ...at('c/d', 3)],
    { endpoints: TWO },
    'abc',
  ],
];

const ABOUT_ORDER: readonly Sentence[] = [
  ['without orderBy the oldest come first', at('a/b', 3, 1, 2), { endpoints: ONE }, 'abc'],
  ['or the newest, when descending', at('a/b', 3, 1, 2), { endpoints: ONE, ordering: 'descending' }, 'cba'],
  ...['Descending', 'desc', 'DESCENDING', 'ascending', '', ' descending'].map(
    (ordering): Sentence => [
      `"${ordering}" is not exactly "descending"`,
      at('a/b', 3, 1, 2),
      { endpoints: ONE, orderBy: 'v', ordering },
      'bca',
    ],
  ),
  [
    'what lacks the value comes last, and null is a value',
    [['a/b', {}], ...at('a/b', 2, null, 1)],
    { endpoints: ONE, orderBy: 'v' },
    'cdba',
  ],
  [
    'it comes last in descending order too',
    [['a/b', {}], ...at('a/b', 2, null, 1)],
    { endpoints: ONE, orderBy: 'v', ordering: 'descending' },
    'bdca',
  ],
  [
    'values of any kind have an order',
    at('a/b', { a: 1 }, [0], true, false, 7, 'x', null, []),
    { endpoints: ONE, orderBy: 'v' },
    'hgfedcba',
  ],
  [
    'D26: of equal values the older come first, each once',
    at('a/b', { k: 1, n: 1 }, { k: 1, n: 2 }, { k: 0, n: 3 }),
    { endpoints: ONE, orderBy: 'v.k' },
    'cab',
  ],
  [
    'D26: so they do in descending order',
    at('a/b', { k: 1, n: 1 }, { k: 1, n: 2 }, { k: 0, n: 3 }),
    { endpoints: ONE, orderBy: 'v.k', ordering: 'descending' },
    'abc',
  ],
  ['a number is a place in an array', at('a/b', ['z', 2], ['y', 1]), sortedBy('v.1'), 'ba'],
  ['[n] is none: nothing has such a value', at('a/b', ['z', 2], ['y', 1]), sortedBy('v[1]'), 'ab'],
];

const ABOUT_MAPPED_ORDER: readonly Sentence[] = [
  ['the source of the entry of that name counts', at('a/b', 2, 1), sortedBy('far', { far: 'v' }), 'ba'],
  ['the name is taken whole', at('a/b', 2, 1), sortedBy('data.far', { 'data.far': 'v' }), 'ba'],
  [
    'an entry of another name changes nothing',
    at('a/b', 2, 1),
    sortedBy('data.far', { data: 'v', far: 'v' }),
    'ab',
  ],
  ['no path into the mapping is looked for', at('a/b', 2, 1), sortedBy('far.v', { far: 'v' }), 'ab'],
  ['without such an entry it is the stored value', at('a/b', 2, 1), sortedBy('v', { far: 'gone' }), 'ba'],
  ['an entry that is no path counts as none', at('a/b', 2, 1), sortedBy('v', { v: true }), 'ba'],
  ['a list counts as none too', at('a/b', 2, 1), sortedBy('v', { v: ['gone'] }), 'ba'],
  ['a mapping that is no object has no entries', at('a/b', 2, 1), sortedBy('v', 'v'), 'ba'],
  [
    'each endpoint has the source of its own mapping',
    [...at('a/b', 3), ['c/d', { w: 2 }], ...at('a/b', 1), ['c/d', { w: 4 }]],
    {
      endpoints: [
        { endpoint: 'a/b', mapping: { n: 'v' } },
        { endpoint: 'c/d', mapping: { n: 'w' } },
      ],
      orderBy: 'n',
    },
    'cbad',
  ],
];

const MIXED: Saved = [...at('a/b', 3, 1), ...at('c/d', 4, 2)];
const ABOUT_LIMITS: readonly Sentence[] = [
  ['a limit is of the whole union, sorted', MIXED, { endpoints: TWO, orderBy: 'v', limit: 2 }, 'bd'],
  ['none is unlimited', MIXED, { endpoints: TWO, orderBy: 'v' }, 'bdac'],
  ['0 is nothing', MIXED, { endpoints: TWO, limit: 0 }, ''],
  ['skipping comes before', MIXED, { endpoints: TWO, orderBy: 'v', limit: 2 }, 'da', 1],
  ['skipping more than there is leaves nothing', MIXED, { endpoints: TWO }, '', 5],
  ['one that two queries find is one item', at('a/b', 1, 2), { endpoints: [...ONE, ...ONE] }, 'ab'],
  ['yet it takes two of the limit', at('a/b', 1, 2, 3), { endpoints: [...ONE, ...ONE], limit: 4 }, 'ab'],
  ['and two of what is skipped', at('a/b', 1, 2, 3), { endpoints: [...ONE, ...ONE] }, 'bc', 2],
  [
    'D26: it is one item where others lie between, too',
    at('a/b', { x: 1, y: 4 }, { x: 2, y: 3 }),
    {
      endpoints: [
        { endpoint: 'a/b', mapping: { n: 'v.x' } },
        { endpoint: 'a/b', mapping: { n: 'v.y' } },
      ],
      orderBy: 'n',
    },
    'ab',
  ],
];

describeOnDatabases('a sentence about properties', (open) => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(open, (...given) => {
    [store, pda] = given;
  });

  /** @returns the ids in order */
  async function save(saved: Saved): Promise<readonly (string | undefined)[]> {
    const drafts = saved.map(([endpoint, data]) => ({ endpoint, data }));
    const records = await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    return records.map(({ recordId }) => recordId);
  }

  const sentences = [...ABOUT_ENDPOINTS, ...ABOUT_ORDER, ...ABOUT_MAPPED_ORDER, ...ABOUT_LIMITS];

  it.each(sentences.map((sentence) => [sentence[0], sentence] as const))(
    '%s',
    async (_, [, saved, query, names, skip = 0]) => {
      const ids = await save(saved);

      const items = await allItems(
        await openProperty(store.database, {
          pda,
          property: 'p',
          query: { ...query, endpoints: [...query.endpoints] },
          skip,
        }),
      );

      expect(items.map(({ recordId }) => NAMES[ids.indexOf(recordId)]).join('')).toBe(names);
    },
  );

  it('a record that two queries find is shaped as the first of them says', async () => {
    await save(at('a/b', 1));
    const endpoints: EndpointQuery[] = [
      { endpoint: 'a/b', mapping: { first: 'v' } },
      { endpoint: 'a/b', mapping: { second: 'v' } },
    ];

    const { all } = await readBundle(store.database, pda, { all: { endpoints } });

    expect(all?.map(({ data }) => data)).toEqual([{ first: 1 }]);
  });

  it('a nested mapping entry cannot be sorted by, whether anything is found or not', async () => {
    const nested = sortedBy('far', { far: { source: 'v', mappings: { a: 'b' } } });

    const answer = readBundle(store.database, pda, { all: nested });

    await expect(answer).rejects.toThrow('property "all", orderBy "far"');
  });

  it('what was created after a moment is strictly after it', async () => {
    await save(at('a/b', 1, 2, 3));
    const window = { pda, functionId: 'f', bundle: { all: { endpoints: [...ONE] } }, limit: 9 };

    const { rows } = await readWindow(store.database, { ...window, after: 2 });

    expect(rows.map(({ item }) => item.data)).toEqual([{ v: 3 }]);
  });

  it('a bundle without properties is {}', async () => {
    await save(at('a/b', 1));

    const answer = await readBundle(store.database, pda, {});

    expect(answer).toEqual({});
  });
});

describe('a property without endpoints', () => {
  it('is refused before it is read', () => {
    const read = bundleQuerySchema.safeParse({ all: { endpoints: [] } });

    expect(read.error?.issues).toMatchObject([
      { path: ['all', 'endpoints'], message: 'must name at least one endpoint' },
    ]);
  });
});
