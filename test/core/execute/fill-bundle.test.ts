import { fillBundle } from '../../../core/execute/fill-bundle.ts';
import type { FrozenBundle } from '../../../core/model/frozen-bundle.ts';

const DATES = { fromDate: '2025-09-02T09:00:00.000Z', untilDate: '2026-06-02T09:00:00.000Z' };

/** Asks for what lies between two values. */
const between = (lower: string | number, upper: string | number, property = 'drinks') => {
  const filters = [{ field: 'at', operator: { operator: 'between' as const, lower, upper } }];
  return { [property]: { endpoints: [{ endpoint: 'kitchen/drinks', filters }] } };
};

function aTemplate(property: string, change: Partial<FrozenBundle> = {}): FrozenBundle {
  const operator = [property, 'endpoints', 0, 'filters', 0, 'operator'];
  return {
    bundle: between('a', 'b', property),
    dates: [
      { path: [...operator, 'lower'], date: 'fromDate', format: 'yyyy-MM-dd' },
      { path: [...operator, 'upper'], date: 'untilDate', format: 'epoch seconds' },
    ],
    ...change,
  };
}

describe('fillBundle', () => {
  it('puts each date in its place, in its format', () => {
    const bundle = fillBundle(aTemplate('drinks'), DATES);

    expect(bundle).toEqual(between('2025-09-02', 1_780_390_800));
  });

  it('changes nothing where there is no date', () => {
    const bundle = fillBundle(aTemplate('drinks', { dates: [] }), DATES);

    expect(bundle).toEqual(between('a', 'b'));
  });

  it('leaves the template as it was', () => {
    const template = aTemplate('drinks');

    fillBundle(template, DATES);

    expect(template).toEqual(aTemplate('drinks'));
  });

  it.each(['__proto__', 'constructor', 'toString', 'a.b', '0', ''])(
    'takes %j for a name like any other',
    (property) => {
      const template = JSON.parse(JSON.stringify(aTemplate(property)));

      const bundle = fillBundle(template, DATES);

      expect(JSON.stringify(bundle)).toBe(JSON.stringify(between('2025-09-02', 1_780_390_800, property)));
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});
