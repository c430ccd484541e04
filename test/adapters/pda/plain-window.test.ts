import { plainBundle, plainWindow } from '../../../adapters/pda/plain-window.ts';
import { uuid } from '../../support/builders.ts';

const OUTPUT = { namespace: 'coach', endpoint: 'advice', allowSubpaths: false };
const BUNDLE = { all: { endpoints: [{ endpoint: 'plug/rides' }] } };
const VALUES = { all: [3, 1, 2].map((n) => ({ endpoint: 'plug/rides', recordId: uuid(n), data: n })) };

const read = (after?: string, until?: string) =>
  plainWindow({ bundle: BUNDLE, output: OUTPUT, after, until }, VALUES);
const seen = (after?: string, until?: string) => read(after, until).rows.map(({ item }) => item.data);
const cursor = (window: number, record: number) => `p1-${window}-${uuid(record)}`;

describe('a window of a plain PDA', () => {
  it('is ordered by record id, and knows the order of the PDA', () => {
    const { rows } = read();

    expect(rows.map(({ item, rank }) => [item.data, rank])).toEqual([
      [1, 1],
      [2, 2],
      [3, 0],
    ]);
  });

  it('has a number of its own, so that no place in an earlier one counts in it', () => {
    const ends = [read().asOf, read('p1-1-end').asOf, read(cursor(7, 2)).asOf];

    expect(ends).toEqual(['p1-1-end', 'p1-2-end', 'p1-8-end']);
  });

  it.each([
    ['a new window', cursor(7, 2), undefined, [1, 2, 3]],
    ['after a place of it', cursor(8, 2), 'p1-8-end', [3]],
    ['after a place of an earlier one', cursor(7, 2), 'p1-8-end', [1, 2, 3]],
    ['after the end of an earlier one', 'p1-7-end', 'p1-8-end', [1, 2, 3]],
    ['that was pinned while the PDA had the additions', 'v1-9', 'v1-12', [1, 2, 3]],
    ['the same, further on', cursor(0, 1), 'v1-12', [2, 3]],
    ['after a cursor of the additions', 'v1-9', undefined, [1, 2, 3]],
  ])('holds all of it, or what is left: %s', (_what, after, until, expected) => {
    const found = seen(after, until);

    expect(found).toEqual(expected);
  });

  it('gives the same cursors when it is read again', () => {
    const first = read('p1-7-end');

    const again = read('p1-7-end', first.asOf);

    expect(again).toEqual(first);
  });

  it('counts a record once that is given twice, however its id is written', () => {
    const id = 'abcdef00-0000-4000-8000-00000000000a';
    const twice = [id, id.toUpperCase()];
    const values = { all: twice.map((recordId, data) => ({ endpoint: 'plug/rides', recordId, data })) };

    const { rows } = plainWindow({ bundle: BUNDLE, output: OUTPUT }, values);

    expect(rows).toMatchObject([{ cursor: `p1-1-${id}`, rank: 0, item: { data: 0 } }]);
  });

  it('keeps a record that several properties hold with each of them, in their order', () => {
    const bundle = { b: BUNDLE.all, a: BUNDLE.all, none: BUNDLE.all };

    const { rows } = plainWindow({ bundle, output: OUTPUT }, { a: VALUES.all, b: VALUES.all });

    expect(rows.map(({ property, item }) => [property, item.data])).toEqual([
      ['b', 1],
      ['a', 1],
      ['b', 2],
      ['a', 2],
      ['b', 3],
      ['a', 3],
    ]);
  });

  it('takes nothing for a property that the answer only inherits, and knows no chain', () => {
    const bundle = { constructor: BUNDLE.all, all: BUNDLE.all };

    const { rows } = plainWindow({ bundle, output: OUTPUT }, VALUES);

    expect(rows.map(({ property, chain }) => [property, chain])).toEqual([
      ['all', []],
      ['all', []],
      ['all', []],
    ]);
  });
});

describe('the bundle that a plain PDA gets', () => {
  it('has neither limits nor the places that the function writes to', () => {
    const rides = { endpoint: 'plug/rides', mapping: { km: 'km' } };
    const own = { endpoint: 'coach/advice' };

    const asked = plainBundle({
      bundle: {
        both: { endpoints: [rides, own], orderBy: 'km', limit: 7 },
        linked: { endpoints: [{ ...rides, links: [own, { endpoint: 'plug/walks' }] }] },
        own: { endpoints: [own] },
      },
      output: OUTPUT,
    });

    expect(asked).toEqual({
      both: { endpoints: [rides], orderBy: 'km' },
      linked: { endpoints: [{ ...rides, links: [{ endpoint: 'plug/walks' }] }] },
    });
  });
});
