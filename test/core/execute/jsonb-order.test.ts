import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { compareJsonb } from '../../../core/execute/jsonb-order.ts';
import type { Json } from '../../../core/model/json.ts';

/** What jsonb can hold: no NUL and no lone surrogates in texts. */
const text = fc.oneof(
  fc.constantFrom('', 'a', 'B', '9', '10', 'ab', 'é', '😀', '￿'),
  fc.string({ maxLength: 3, unit: 'grapheme' }).filter((each) => !each.includes('\u0000')),
);
const scalar = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, -1, 4.5, 1e21, 1e-7),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  text,
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'aa'), text), tie('value'), { maxKeys: 3 }),
  ),
}));

/** Pairs that differ in little, too: an independent pair seldom gets past its first difference. */
const pair = fc.oneof(
  fc.tuple(value, value),
  fc.tuple(value, value, value).map(([a, b, c]): [Json, Json] => [
    [a, b],
    [a, c],
  ]),
  fc.tuple(text, value, value).map(([key, a, b]): [Json, Json] => [{ [key]: a }, { [key]: b }]),
);

describe('compareJsonb', () => {
  let database: PGlite;

  beforeAll(async () => {
    database = await PGlite.create();
  }, 60_000);
  afterAll(() => database.close());

  it('orders as PostgreSQL does', async () => {
    const pairs = [...KNOWN, ...fc.sample(pair, 600)];
    const query = `select case when a < b then -1 when a > b then 1 else 0 end as sign
      from unnest($1::text[], $2::text[]) with ordinality as pairs(l, r, position),
        lateral (select l::jsonb as a, r::jsonb as b) as parsed order by position`;

    const { rows } = await database.query<{ sign: number }>(
      query,
      [0, 1].map((side) => pairs.map((each) => JSON.stringify(each[side]))),
    );

    const disagreements = pairs.filter(
      ([a, b], index) => Math.sign(compareJsonb(a, b)) !== rows[index]?.sign,
    );
    expect(disagreements).toEqual([]);
    expect(rows).toHaveLength(pairs.length);
  });

  it('is an order: what it says of two, it says of the two turned round', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(compareJsonb(a, b)) + Math.sign(compareJsonb(b, a))).toBe(0);
        expect(compareJsonb(a, a)).toBe(0);
      }),
    );
  });
});

const KNOWN: readonly (readonly [Json, Json])[] = [
  [[], null],
  [[], {}],
  [[], [[]]],
  [null, []],
  [[[]], [null]],
  [{ a: [] }, { a: null }],
  [[[]], [[null]]],
  [null, 'a'],
  ['9', '10'],
  ['a', 'B'],
  ['z', 1],
  [1, false],
  [false, true],
  [true, [1]],
  [[9], [1, 1]],
  [
    [1, 2],
    [1, 3],
  ],
  [[9, 9], {}],
  [{ b: 1 }, { a: 1, b: 1 }],
  [{ aa: 1 }, { b: 1 }],
  [
    { aa: 1, b: 2 },
    { b: 1, c: 2 },
  ],
];
