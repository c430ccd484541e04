import type { Json } from '../../../../core/model/json.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';
import { RIDES } from './rides.ts';

const RIDE = RIDES[0]?.data ?? null;
const LEGS: Json = { legs: [{ from: 'A', km: 1 }, { km: 2 }, 7] };
const DEEP: Json = { a: { b: [{ c: 'x' }, { c: 'y' }], n: null }, list: [[1], [2]] };

/** What the contract says; the mapping; the stored data; what is shown. */
type Sentence = readonly [says: string, mapping: Json, data: Json, shown: Json];

const ABOUT_MAPPINGS: readonly Sentence[] = [
  ...['text', ['a'], 5, true, null].map(
    (mapping): Sentence => [`${JSON.stringify(mapping)} is ignored`, mapping, { a: 1 }, { a: 1 }],
  ),
  ['{} leaves nothing', {}, { a: 1 }, {}],
  ['data that is no object has no paths', { b: 'a' }, [1], {}],
  ['text neither', { b: 'length' }, 'text', {}],
];

const ABOUT_PATHS: readonly Sentence[] = [
  [
    'the vector of the contract',
    { 'out.who': 'rider.name', 'out.tag': 'tags[1]', gone: 'nope.x' },
    RIDE,
    { out: { who: 'Asha Rao', tag: 'wet' } },
  ],
  ['[n] is followed at any depth', { x: 'a.b[1].c' }, DEEP, { x: 'y' }],
  ['[] of a source is ignored', { x: 'a.b[]' }, DEEP, { x: [{ c: 'x' }, { c: 'y' }] }],
  ['[] of a destination too', { 'x[]': 'a.n' }, DEEP, { x: null }],
  ['no path leads through an array without [n]', { x: 'a.b.c' }, DEEP, {}],
  ['a number is a key, and no place', { x: 'list.0' }, DEEP, {}],
  ['a number is a key of the destination', { 'x.0': 'a.n' }, DEEP, { x: { '0': null } }],
  ['[n] beyond the end is missing', { x: 'a.b[2]' }, DEEP, {}],
  ['[n] of an object is missing', { x: 'a[0]' }, DEEP, {}],
  ['what is missing is left out', { x: 'gone', y: 'a.n.deeper', z: 'a.n' }, DEEP, { z: null }],
  [
    'arrays and objects are copied whole',
    { x: 'list', y: 'a' },
    DEEP,
    { x: [[1], [2]], y: (DEEP as { a: Json }).a },
  ],
];

const ABOUT_NESTED: readonly Sentence[] = [
  [
    'the vector of the contract',
    { 'hops[]': { source: 'legs[]', mappings: { start: 'from' } } },
    LEGS,
    { hops: [{ start: 'A' }, {}, {}] },
  ],
  [
    'the source needs no []',
    { 'hops[]': { source: 'legs', mappings: { far: 'km' } } },
    LEGS,
    { hops: [{ far: 1 }, { far: 2 }, {}] },
  ],
  ['what is no array is left out', { 'x[]': { source: 'a', mappings: { y: 'b' } } }, DEEP, {}],
  ['what is missing too', { 'x[]': { source: 'gone', mappings: { y: 'b' } } }, DEEP, {}],
  ['an empty array stays one', { 'x[]': { source: 'e', mappings: { y: 'b' } } }, { e: [] }, { x: [] }],
  [
    'without [] it is one value',
    { x: { source: 'legs[0]', mappings: { start: 'from' } } },
    LEGS,
    { x: { start: 'A' } },
  ],
  ['one value that is missing is left out', { x: { source: 'gone', mappings: { y: 'b' } } }, DEEP, {}],
  [
    'nested ones nest',
    { 'x[]': { source: 'a.b', mappings: { 'y.z': { source: 'c', mappings: { w: 'v' } }, c: 'c' } } },
    DEEP,
    {
      x: [
        { y: { z: {} }, c: 'x' },
        { y: { z: {} }, c: 'y' },
      ],
    },
  ],
  [
    'a place below that of another is merged with it',
    { x: { source: 'legs[0]', mappings: { start: 'from' } }, 'x.far': 'legs[1].km' },
    LEGS,
    { x: { start: 'A', far: 2 } },
  ],
];

const ABOUT_MERGING: readonly Sentence[] = [
  ['objects are merged', { 'x.p': 'a', 'x.q': 'b' }, { a: 1, b: 2 }, { x: { p: 1, q: 2 } }],
  [
    'copied ones too',
    { x: 'a', y: 'a.n', 'x.z': 'list[0]' },
    DEEP,
    {
      x: { b: [{ c: 'x' }, { c: 'y' }], n: null, z: [1] },
      y: null,
    },
  ],
  [
    'deeply',
    { x: 'a', 'x.p': 'b.p' },
    { a: { p: { q: 1 } }, b: { p: { r: 2 } } },
    { x: { p: { q: 1, r: 2 } } },
  ],
  ['the later wins at the same place', { x: 'a', 'x[]': 'b' }, { a: 1, b: 2 }, { x: 2 }],
  ['arrays are not merged', { x: 'a', 'x[]': 'b' }, { a: [1, 2], b: [3] }, { x: [3] }],
  ['what is missing does not win', { x: 'a', 'x[]': 'gone' }, { a: 1 }, { x: 1 }],
];

const ABOUT_UNUSABLE: readonly Sentence[] = [
  ...[true, 5, null, ['a']].map(
    (entry): Sentence => [
      `an entry ${JSON.stringify(entry)} leaves nothing`,
      { x: 'a', y: entry },
      { a: 1 },
      {},
    ],
  ),
  ['at any depth', { x: 'a.n', 'y[]': { source: 'list', mappings: { z: true } } }, DEEP, {}],
];

describeOnDatabases('a sentence about mappings', (open) => {
  let store: TestDatabase;
  let people = 0;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  async function shown(mapping: Json, ...data: readonly Json[]) {
    people += 1;
    const pda = await store.addPda(`person-${people}.localhost`);
    const drafts = data.map((one) => ({ endpoint: 'a/b', data: one }));
    const saved = await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    const { all = [] } = await readBundle(store.database, pda, {
      all: { endpoints: [{ endpoint: 'a/b', mapping }] },
    });
    return { saved, all };
  }

  it.each([...ABOUT_MAPPINGS, ...ABOUT_PATHS, ...ABOUT_NESTED, ...ABOUT_MERGING, ...ABOUT_UNUSABLE])(
    '%s: %j',
    async (_, mapping, data, expected) => {
      const { saved, all } = await shown(mapping, data);

      expect(all).toEqual([{ endpoint: 'a/b', recordId: saved[0]?.recordId, data: expected }]);
    },
  );

  it('no record is left out, whatever becomes of its data', async () => {
    const { all } = await shown({ x: 'a' }, { a: 1 }, { b: 2 }, 'text', null);

    expect(all.map(({ data }) => data)).toEqual([{ x: 1 }, {}, {}, {}]);
  });

  it.each<[Json, string]>([
    [{ y: 'first-name' }, '"first-name" is no path'],
    [{ 'first-name': 'y' }, '"first-name" is no path'],
    [{ y: 'größe' }, '"größe" is no path'],
    [{ y: 'a..b' }, '"a..b" is no path'],
    [{ y: '' }, '"" is no path'],
    [{ '': 'y' }, '"" is no path'],
    [{ y: 'a.' }, '"a." is no path'],
    [{ y: 'a[-1]' }, '"a[-1]" is no path'],
    [{ y: 'a[0][1]' }, '"a[0][1]" is no path'],
    [{ y: '[0]' }, '"[0]" is no path'],
    [{ 'y[0]': 'a' }, '"y[0]" has an index'],
    [{ 'x.y[0].z': 'a' }, '"x.y[0].z" has an index'],
    [{ y: {} }, 'entry "y" needs'],
    [{ y: { source: 'a' } }, 'entry "y" needs'],
    [{ y: { mappings: { b: 'c' } } }, 'entry "y" needs'],
    [{ y: { source: 'a', mappings: {} } }, 'entry "y" needs'],
    [{ y: { source: 5, mappings: { b: 'c' } } }, 'entry "y" needs'],
    [{ 'y[]': { source: 'a', mappings: { z: 'b c' } } }, '"b c" is no path'],
    [{ 'y[]': { source: 'a', mappings: { 'z[1]': 'b' } } }, '"z[1]" has an index'],
    [{ 'y[1]': { source: 'a', mappings: { z: 'b' } } }, '"y[1]" has an index'],
  ])('%j fails the whole query', async (mapping, cause) => {
    const reading = shown(mapping, { unrelated: 1 });

    await expect(reading).rejects.toThrow(`property "all", mapping: ${cause}`);
  });
});
