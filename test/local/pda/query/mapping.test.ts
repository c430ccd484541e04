import type { Json } from '../../../../core/model/json.ts';
import { reshaping } from '../../../../local/pda/query/mapping.ts';
import { RIDES } from './rides.ts';

const RIDE = RIDES[0]?.data ?? null;
const LEGS: Json = { legs: [{ from: 'A', km: 1 }, { km: 2 }, 7] };

describe('a mapping', () => {
  it.each<[string, Json, Json, Json]>([
    ['ignores a mapping that is no object', 'text', { a: 1 }, { a: 1 }],
    ['maps to nothing with an empty mapping', {}, { a: 1 }, {}],
    [
      'copies paths and array elements, and leaves out what is missing',
      { 'out.who': 'rider.name', 'out.tag': 'tags[1]', gone: 'nope.x' },
      RIDE,
      { out: { who: 'Asha Rao', tag: 'wet' } },
    ],
    ['copies null as null', { b: 'a' }, { a: null }, { b: null }],
    ['copies whole arrays, with or without brackets', { b: 'a', c: 'a[]' }, { a: [1] }, { b: [1], c: [1] }],
    [
      'maps each element of an array',
      { 'hops[]': { source: 'legs[]', mappings: { start: 'from' } } },
      LEGS,
      { hops: [{ start: 'A' }, {}, {}] },
    ],
    [
      'maps a single value',
      { first: { source: 'legs[0]', mappings: { start: 'from' } } },
      LEGS,
      { first: { start: 'A' } },
    ],
    [
      'leaves out an array mapping of what is no array',
      { 'x[]': { source: 'a', mappings: { y: 'z' } } },
      { a: 1 },
      {},
    ],
    ['lets later entries win', { 'a.b': 'x', a: 'y' }, { x: 1, y: { b: 2 } }, { a: { b: 2 } }],
    ['maps to nothing when an entry is no path', { a: 'x', b: true }, { x: 1 }, {}],
  ])('%s', (_, mapping, data, expected) => {
    const mapped = reshaping(mapping, 'p')(data);

    expect(mapped).toEqual(expected);
  });

  it.each<[Json, string]>([
    [{ y: 'first-name' }, '"first-name" is no path'],
    [{ y: 'a..b' }, '"a..b" is no path'],
    [{ 'y[0]': 'a' }, '"y[0]" has an index'],
    [{ y: { source: 'a', mappings: {} } }, 'entry "y" needs'],
    [{ y: { mappings: { b: 'c' } } }, 'entry "y" needs'],
  ])('refuses %j', (mapping, cause) => {
    const map = () => reshaping(mapping, 'p');

    expect(map).toThrow(`property "p", mapping: ${cause}`);
  });

  it('treats __proto__ as a key like any other', () => {
    const mapped = reshaping({ '__proto__.polluted': 'a' }, 'p')({ a: 1 });

    expect(JSON.stringify(mapped)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
