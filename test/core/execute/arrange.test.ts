import { arrange } from '../../../core/execute/arrange.ts';
import type { PropertyQuery } from '../../../core/model/data-bundle.ts';
import { aRow } from '../../support/builders.ts';

const query = (change: Partial<PropertyQuery> = {}): PropertyQuery => ({
  endpoints: [{ endpoint: 'kitchen/drinks' }],
  ...change,
});
const ROWS = [
  aRow(1, { orderKey: 'b' }),
  aRow(2),
  aRow(3, { orderKey: null }),
  aRow(4, { orderKey: 'a' }),
  aRow(5, { orderKey: 7 }),
];
const order = (change: Partial<PropertyQuery>) =>
  arrange(ROWS, { drinks: query(change) }).drinks?.map(({ data }) => (data as { ml: number }).ml);

describe('arrange', () => {
  it('has every property of the bundle, records or not', () => {
    const arranged = arrange([aRow(1), aRow(2, { property: 'walks' })], {
      drinks: query(),
      walks: query(),
      sleep: query(),
    });

    expect(arranged).toEqual({ drinks: [aRow(1).item], walks: [aRow(2).item], sleep: [] });
  });

  it.each([
    ['by creation', {}, [1, 2, 3, 4, 5]],
    ['by creation, newest first', { ordering: 'descending' }, [5, 4, 3, 2, 1]],
    ['by key, without one last', { orderBy: 'x' }, [3, 4, 1, 5, 2]],
    ['by key, without one last also backwards', { orderBy: 'x', ordering: 'descending' }, [5, 1, 4, 3, 2]],
    ['forwards where the order is no known word', { orderBy: 'x', ordering: 'DESCENDING' }, [3, 4, 1, 5, 2]],
  ])('sorts %s', (_how, change, expected) => {
    const sorted = order(change);

    expect(sorted).toEqual(expected);
  });

  it('keeps the order of creation among equal keys', () => {
    const rows = [1, 2, 3].map((position) => aRow(position, { orderKey: 'same' }));

    const arranged = arrange(rows, { drinks: query({ orderBy: 'x' }) });

    expect(arranged.drinks).toEqual(rows.map(({ item }) => item));
  });

  it.each([{}, { orderBy: 'x' }, { ordering: 'descending' }])(
    'leaves the order to a PDA that tells no creation order: %j',
    (change) => {
      const rows = [2, 0, 1].map((rank) => aRow(rank, { rank, orderKey: 'same' }));

      const arranged = arrange(rows, { drinks: query(change) });

      expect(arranged.drinks?.map(({ data }) => data)).toEqual([0, 1, 2].map((ml) => ({ ml })));
    },
  );

  it('takes a property named like a trap for what it is', () => {
    const bundle = Object.fromEntries([['__proto__', query()]]);

    const arranged = arrange([aRow(1, { property: '__proto__' })], bundle);

    expect(Object.entries(arranged)).toEqual([['__proto__', [aRow(1).item]]]);
  });
});
