import type { Filter } from '../../../../core/model/data-bundle.ts';
import type { Json } from '../../../../core/model/json.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';

type Operator = Filter['operator'];
type Transformation = NonNullable<Filter['transformation']>;

const contains = (value: Json): Operator => ({ operator: 'contains', value });
const within = (value: Json): Operator => ({ operator: 'in', value });
const between = (lower: Json, upper: Json): Operator => ({ operator: 'between', lower, upper });
const find = (search: Json): Operator => ({ operator: 'find', search });
const date = (part: string): Transformation => ({ transformation: 'datetimeExtract', part });
const unix = (part: string): Transformation => ({ transformation: 'timestampExtract', part });
const SEARCHABLE: Transformation = { transformation: 'searchable' };
const EVERYTHING = between([], {});

/** What the contract says; values at `v`; the filter on it; which of the values match. */
type Sentence = readonly [
  says: string,
  values: readonly Json[],
  operator: Operator,
  matching: readonly Json[],
  transformation?: Transformation,
];

const ABOUT_CONTAINS: readonly Sentence[] = [
  ['scalars are equal, numbers by value', [4.5, 45, '4.5', true, null], contains(4.5), [4.5]],
  ['null is a value', [null, false, 0, ''], contains(null), [null]],
  [
    'an array contains all listed, in any order',
    [['b', 'a', 'c'], ['a']],
    contains(['a', 'b']),
    [['b', 'a', 'c']],
  ],
  ['an array contains its element', [['a', 'b'], 'a', [['a']]], contains('a'), [['a', 'b'], 'a']],
  ['an element is no list of one', ['a', ['a']], contains(['a']), [['a']]],
  [
    'an object contains all listed pairs, recursively',
    [{ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 2 } }, { d: 3 }],
    contains({ a: { b: 1 } }),
    [{ a: { b: 1, c: 2 }, d: 3 }],
  ],
  ['[] matches any array', [[], [1], {}, 'x'], contains([]), [[], [1]]],
  ['{} matches any object', [{}, { a: 1 }, [], null], contains({}), [{}, { a: 1 }]],
  ['there is no substring match', ['Asha Rao', 'Asha'], contains('Asha'), ['Asha']],
  ['a list in a list is looked for as one', [[['a']], ['a']], contains([['a']]), [[['a']]]],
  ['what cannot be stored is left out of both', ['a\u0000b', 'c'], contains('ab\u0000'), ['ab']],
];

const ABOUT_IN: readonly Sentence[] = [
  ['a scalar is in the list', ['a', 'b', 1, ['x']], within(['a', 1]), ['a', 1]],
  ['a scalar is in an equal scalar', ['a', 'b', ['a'], []], within('a'), ['a']],
  [
    'an array is in an array of all its elements',
    [['a'], ['a', 'b'], ['a', 'c']],
    within(['a', 'b']),
    [['a'], ['a', 'b']],
  ],
  ['an object is in a larger object', [{ a: 1 }, { a: 2 }, {}], within({ a: 1, b: 2 }), [{ a: 1 }, {}]],
  ['the empty array is in every array', [[], ['z'], {}], within(['a']), [[]]],
  ['nothing scalar is in []', ['a', 0, null, []], within([]), [[]]],
];

const ABOUT_BETWEEN: readonly Sentence[] = [
  ['both ends belong to it', [0, 1, 5, 12, 13], between(1, 12), [1, 5, 12]],
  ['types are kept apart', ['7', 7, null, true], between(0, 12), [7]],
  ['reversed bounds hold nothing', [1, 5, 12], between(12, 1), []],
  ['null as the upper bound holds no text and no number', ['a', 1], between('', null), []],
  [
    'the order is: empty array, null, strings, numbers, false, true, arrays, objects',
    [[], null, 'z', 9, false, true, [0], {}, [0, 0], { a: 0 }],
    between('', true),
    ['z', 9, false, true],
  ],
  [
    'strings are compared by code points',
    ['', '10', '9', 'B', 'a', 'é', '\u{1f600}'],
    between('9', 'a'),
    ['9', 'B', 'a'],
  ],
  ['shorter arrays come first', [[9], [1, 1], [1, 2], [1, 1, 1]], between([9], [1, 1]), [[9], [1, 1]]],
  [
    'objects of fewer pairs come first',
    [{ z: 9 }, { a: 1, b: 1 }, {}],
    between({}, { z: 9 }),
    [{ z: 9 }, {}],
  ],
];

const ABOUT_FIND: readonly Sentence[] = [
  [
    'words are compared by their English stems',
    ['Cycled home', 'bus'],
    find('cycling'),
    ['Cycled home'],
    SEARCHABLE,
  ],
  [
    'all words must be there, in any order',
    ['leeds office', 'leeds'],
    find('office leeds'),
    ['leeds office'],
    SEARCHABLE,
  ],
  ['stop words alone find nothing', ['the bus', 'the'], find('the'), [], SEARCHABLE],
  ['quotes do no harm', ['say cheese'], find('"cheese"'), ['say cheese'], SEARCHABLE],
  [
    'keys of objects count, and whatever is in it',
    [{ colour: ['red'] }, { shape: 1 }],
    find('red colour'),
    [{ colour: ['red'] }],
    SEARCHABLE,
  ],
  [
    'case does not count, beyond English too',
    ['ÉTÉ à Paris', 'hiver'],
    find('été'),
    ['ÉTÉ à Paris'],
    SEARCHABLE,
  ],
  ['without "searchable" it is ignored', ['a', 1], find('zzz'), ['a', 1]],
  ['"searchable" with another operator is ignored', ['a', 1], contains('zzz'), ['a', 1], SEARCHABLE],
  ['"searchable" with between is ignored', ['a', 1], between(5, 6), ['a', 1], SEARCHABLE],
];

const ABOUT_TRANSFORMATIONS: readonly Sentence[] = [
  ['identity is as none', ['a', 'b'], contains('a'), ['a'], { transformation: 'identity' }],
  [
    'hours are UTC',
    ['2024-05-02T18:40:00+01:00', '2024-05-02T18:40:00Z'],
    contains(17),
    ['2024-05-02T18:40:00+01:00'],
    date('hour'),
  ],
  [
    'a time without offset is UTC',
    ['2024-05-02T18:40:00'],
    contains(18),
    ['2024-05-02T18:40:00'],
    date('hour'),
  ],
  ['a date without time is midnight', ['2024-05-03'], contains(0), ['2024-05-03'], date('hour')],
  ['Sunday is 0', ['2024-05-05', '2024-05-06'], within([0]), ['2024-05-05'], date('dow')],
  ['and 7 by ISO', ['2024-05-05', '2024-05-06'], within([7]), ['2024-05-05'], date('isodow')],
  ...(
    [
      ['minute', 15],
      ['day', 9],
      ['doy', 130],
      ['week', 19],
      ['month', 5],
      ['quarter', 2],
      ['year', 2024],
      ['decade', 202],
      ['century', 21],
      ['epoch', 1715238930.5],
    ] as const
  ).map(([part, value]): Sentence => {
    const text = '2024-05-09T07:15:30.5Z';
    return [`a part is ${part}`, [text], contains(value), [text], date(part)];
  }),
  ['Unix seconds are read', [1714547700, 1714671600], between(7, 9), [1714547700], unix('hour')],
  ['halves of seconds too', [0.5], contains(0.5), [0.5], unix('second')],
];

describeOnDatabases('a sentence about filters', (open) => {
  let store: TestDatabase;
  let people = 0;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  async function matching(values: readonly Json[], filter: Filter): Promise<readonly Json[]> {
    people += 1;
    const pda = await store.addPda(`person-${people}.localhost`);
    const drafts = values.map((v, n) => ({ endpoint: 'a/b', data: { n, v } }));
    await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    const { all } = await readBundle(store.database, pda, {
      all: { endpoints: [{ endpoint: 'a/b', filters: [filter] }] },
    });
    return (all ?? []).map(({ data }) => (data as { v: Json }).v);
  }

  const sentences = [
    ...ABOUT_CONTAINS,
    ...ABOUT_IN,
    ...ABOUT_BETWEEN,
    ...ABOUT_FIND,
    ...ABOUT_TRANSFORMATIONS,
  ];

  it.each(sentences.map((sentence) => [sentence[0], sentence] as const))(
    '%s',
    async (_, [, values, operator, expected, transformation]) => {
      const found = await matching(values, { field: 'v', operator, transformation });

      expect(found).toEqual(expected);
    },
  );

  it.each<[string, string, readonly Json[], readonly Json[]]>([
    ['keys are followed', 'v.a.b', [{ a: { b: 1 } }, { a: 1 }], [{ a: { b: 1 } }]],
    ['a number is a place in an array', 'v.1', [['x', 'y'], ['x']], [['x', 'y']]],
    ['a number is a key of an object too', 'v.1', [{ '1': 0 }, { '2': 0 }], [{ '1': 0 }]],
    ['[n] is no place in an array', 'v[0]', [['x']], []],
    ['what is not there matches nothing, whatever the operator', 'v.gone', [{ a: 1 }, null, []], []],
    ['no key is found through an array', 'v.a', [[{ a: 1 }]], []],
  ])('%s', async (_, field, values, expected) => {
    const found = await matching(values, { field, operator: EVERYTHING });

    expect(found).toEqual(expected);
  });

  it.each<[Json, Transformation]>([
    ['bike', date('hour')],
    [null, date('hour')],
    ['2024-05-01', date('teatime')],
    ['2024-02-30', date('day')],
    ['7', unix('hour')],
    [null, unix('hour')],
    [1e300, unix('hour')],
    [7, unix('teatime')],
  ])(
    'one value that cannot be read, %j by %j, fails the whole query by name',
    async (value, transformation) => {
      const found = matching([value], { field: 'v', operator: EVERYTHING, transformation });

      await expect(found).rejects.toThrow(
        `property "all", field "v": ${transformation.transformation} cannot read`,
      );
    },
  );

  it('a text too long to be searched fails by name as well', async () => {
    const words = Array.from({ length: 200_000 }, (_, n) => `word${n}`).join(' ');

    const found = matching([words], { field: 'v', operator: find('word7'), transformation: SEARCHABLE });

    await expect(found).rejects.toThrow('property "all", field "v": a value is too long to be searched');
  });
});
