import * as z from 'zod/mini';
import { dateTimeSchema } from '../../../core/model/date-time.ts';
import { ExactNumber } from '../../../core/model/exact-number.ts';
import {
  countSchema,
  isJsonObject,
  isWalkable,
  jsonBytes,
  jsonSchema,
  omittable,
} from '../../../core/model/json.ts';

const schema = z.object({ note: omittable(z.string()), at: omittable(dateTimeSchema) });

describe('omittable', () => {
  it.each([
    ['missing', {}],
    ['null', { note: null, at: null }],
    ['undefined', { note: undefined, at: undefined }],
  ])('reads %s as missing, and writes nothing', (_what, value) => {
    const read = schema.parse(value);

    expect(read).toEqual({});
    expect(JSON.stringify(read)).toBe('{}');
  });

  it('reads what is there with the schema it wraps', () => {
    const read = schema.parse({ note: '', at: '2024-05-01' });

    expect(read).toEqual({ note: '', at: '2024-05-01T00:00:00.000Z' });
  });

  it('refuses what the schema it wraps refuses, and names the place', () => {
    const read = schema.safeParse({ note: 7, at: 'soon' });

    expect(read.error?.issues.map(({ path }) => path)).toEqual([['note'], ['at']]);
  });
});

describe('jsonSchema', () => {
  it.each([null, true, 0, -1.5, '', 'ü', [], {}, [[{ a: [null] }]]])('takes %j as it is', (value) => {
    const read = jsonSchema.parse(value);

    expect(read).toEqual(value);
  });

  it('keeps what is called __proto__, at any depth', () => {
    const text = '{"a":[{"__proto__":{"b":1}}],"__proto__":2}';

    const read = jsonSchema.parse(JSON.parse(text));

    expect(JSON.stringify(read)).toBe(text);
  });

  it.each([
    ['a missing value', undefined],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['what holds none of them', { a: [undefined] }],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
  ])('refuses %s', (_what, value) => {
    const read = jsonSchema.safeParse(value);

    expect(read.error?.issues).toMatchObject([{ message: 'must be a JSON value' }]);
  });

  it('takes objects without a prototype, as other parsers make them', () => {
    const bare = Object.assign(Object.create(null), { a: 1 });

    const read = jsonSchema.parse(bare);

    expect(read).toBe(bare);
  });
});

describe('countSchema', () => {
  it.each([
    ['10', 10],
    ['10.0', 10],
    ['1e3', 1000],
  ])('reads %s as the whole number that it is', (text, count) => {
    const read = countSchema(z.int()).parse(new ExactNumber(text));

    expect(read).toBe(count);
  });

  it.each([new ExactNumber('1.5'), 1.5, '10', null])('refuses what counts nothing: %j', (value) => {
    const read = countSchema(z.int()).safeParse(value);

    expect(read.success).toBe(false);
  });
});

describe('isJsonObject', () => {
  it.each([
    [{}, true],
    [{ a: null }, true],
    [[], false],
    [null, false],
    ['text', false],
    [7, false],
    [new ExactNumber('1.0'), false],
  ])('of %j: %s', (value, expected) => {
    const isObject = isJsonObject(value);

    expect(isObject).toBe(expected);
  });
});

describe('jsonBytes', () => {
  it.each([
    [{ a: 'é' }, 10],
    [[], 2],
    ['😀', 6],
    [undefined, 0],
  ])('counts the UTF-8 bytes of %j', (value, bytes) => {
    const counted = jsonBytes(value);

    expect(counted).toBe(bytes);
  });
});

describe('isWalkable', () => {
  it.each([
    [0, true],
    [36, true],
    [37, false],
    [100_000, false],
  ])('of %d levels: %s', (depth, expected) => {
    const nested = JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`);

    const walkable = isWalkable(nested);

    expect(walkable).toBe(expected);
  });

  it.each([0, null, []])('counts every value, such as %j', (value) => {
    const [most, oneMore] = [999_999, 1_000_000].map((count) => isWalkable(Array(count).fill(value)));

    expect([most, oneMore]).toEqual([true, false]);
  });

  it('counts depth, not width', () => {
    const walkable = isWalkable(Array.from({ length: 1000 }, () => [{ a: [1] }]));

    expect(walkable).toBe(true);
  });
});
