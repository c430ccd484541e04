import * as fc from 'fast-check';
import type { Json } from '../../../core/model/json.ts';

/** A text that is sent as the number literal after it, for what no JavaScript number is written as. */
export const LITERAL = '#number:';

const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 4.5, 7, 12, 0.1, 1714547700, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308, 5e-324],
];
const LITERALS = ['1e400', '-1e400', '1e-400', '4.50', '123456789012345678901234567890', '-0.0', '1E+2'];

const WORDS = [
  '',
  ' ',
  'bike',
  'bus',
  'Cycled to the Leeds office',
  'the',
  '7',
  '"',
  '\\',
  '\\u0000',
  '%',
  "'; --",
];
const UNICODE = [
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00\ud800',
    '😀',
    'İ',
    'ﬀ',
    'e\u0301',
    '\u202e',
    '\uffff',
    '日本',
    '\u2028',
  ],
  '\u0001\u001f\u007f',
];
const DATES = [
  ...[
    '2024-05-01T07:15:00Z',
    '2024-05-02T18:40:00+01:00',
    '2024-05-03',
    '2024-05-01 10:00',
    '20240501T071500',
  ],
  ...[
    '2024-02-30',
    '2024-13-01',
    '0001-01-01 BC',
    '4714-11-24 BC',
    '294276-12-31',
    '294277-01-01',
    '99999-01-01',
  ],
  ...['infinity', '-infinity', 'epoch', '24:00', '25:00', 'J2451187', '2024-W10-1', '2024-05-01T07:15:60Z'],
  ...[
    '2024-05-01T07:15:00+15:59',
    '2024-05-01T07:15:00+16:00',
    '2024-05-01T07:15:00Z"',
    '1714547700',
    '2024',
  ],
];

export const date = fc.constantFrom(...DATES);
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: date },
  { weight: 2, arbitrary: fc.constantFrom(...UNICODE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
export const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);
const literal = fc.constantFrom(...LITERALS).map((digits) => LITERAL + digits);
export const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 6, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, false) },
  { weight: 1, arbitrary: literal },
);

/** Keys that records have, and some that trouble those who handle them. */
export const key = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('kind', 'km', 'tags', 'at', 'ts', 'rider', 'name', 'age', 'note', 'v'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '0',
      '-1',
      'a.b',
      '__proto__',
      'constructor',
      'toString',
      'tags[0]',
      '日本',
      '\u0000',
    ),
  },
);

/** `__proto__` becomes a key like any other. */
export const object = (value: fc.Arbitrary<Json>, maxLength = 4): fc.Arbitrary<Json> =>
  fc.array(fc.tuple(key, value), { maxLength }).map((entries) => Object.fromEntries(entries));

const tree = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
    { weight: 1, arbitrary: object(tie('json')) },
  ),
})).json;

/** So deep that a walk by recursion may end, from what is allowed to what is not. */
const deep = fc
  .tuple(fc.constantFrom(20, 100, 190, 198, 199, 200, 201), fc.boolean(), scalar)
  .map(([depth, asArray, core]) => {
    let value: Json = core;
    for (let level = 0; level < depth; level += 1) value = asArray ? [value] : { v: value };
    return value;
  });

const huge = fc
  .tuple(fc.constantFrom(1_000, 20_000), scalar)
  .map(([length, value]) => Array(length).fill(value));

export const json: fc.Arbitrary<Json> = fc.oneof(
  { weight: 40, arbitrary: tree },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: huge },
);

/** Almost always `usual`, else anything: where a wrong type ends a request before it gets far. */
export const mostly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<T | Json> => sometimes(json, usual, 150);

/** `usual`, and once in so often something else. */
export const sometimes = <T, U>(
  other: fc.Arbitrary<U>,
  usual: fc.Arbitrary<T>,
  oftenness: number,
): fc.Arbitrary<T | U> => fc.oneof({ weight: oftenness, arbitrary: usual }, { weight: 1, arbitrary: other });
