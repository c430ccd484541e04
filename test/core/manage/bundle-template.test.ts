import { bundleTemplate } from '../../../core/manage/bundle-template.ts';
import type { Json } from '../../../core/model/json.ts';
import { NOW } from '../../support/builders.ts';

const WINDOWS = [
  { fromDate: '2025-09-02T09:00:00.000Z', untilDate: '2026-06-02T09:00:00.000Z' },
  { fromDate: '2024-05-01T07:15:00.000Z', untilDate: '2027-01-31T23:59:00.000Z' },
];

/** Drinks with a filter that compares with this, in each window. */
const answers = (...values: Json[]) =>
  values.map((value, index) => {
    const filters = [{ field: 'at', operator: { operator: 'contains' as const, value } }];
    const bundle = { drinks: { endpoints: [{ endpoint: 'kitchen/drinks', filters }] } };
    return { dates: WINDOWS[index] ?? { fromDate: '', untilDate: '' }, bundle };
  });

describe('bundleTemplate', () => {
  it('names each date with its place, its source and its format', () => {
    const template = bundleTemplate(answers(['2026-06-02', 5], ['2027-01-31', 5]), NOW);

    expect(template?.dates).toEqual([
      {
        path: ['drinks', 'endpoints', 0, 'filters', 0, 'operator', 'value', 0],
        date: 'untilDate',
        format: 'yyyy-MM-dd',
      },
    ]);
    expect(template?.bundle).toEqual(answers(['2026-06-02', 5])[0]?.bundle);
  });

  it.each<[string, Json, Json]>([
    ['other names', { a: 1 }, { b: 1 }],
    ['more values', [1], [1, 2]],
    ['fewer values', [1, 2], [1]],
    ['another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['a list in place of an object', [], {}],
    ['a text in place of a number', 1, '1'],
    ['one date in one format, then in another', '2025-09-02', 1_714_547_700],
    ['one date, then the other', '2025-09-02', '2027-01-31'],
  ])('is not made of answers with %s', (_what, one, other) => {
    const template = bundleTemplate(answers(one, other), NOW);

    expect(template).toBeUndefined();
  });

  it('is not made of nothing', () => {
    const template = bundleTemplate([], NOW);

    expect(template).toBeUndefined();
  });
});
