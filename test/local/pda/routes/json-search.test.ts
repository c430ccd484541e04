import { holds } from '../../../../local/pda/routes/json-search.ts';

describe('searching a record for key and text', () => {
  const data = {
    kind: 'bike',
    km: 4.5,
    wet: true,
    none: null,
    rider: { name: 'Asha', tags: [{ code: 'x1' }, { code: 'x2' }] },
  };

  it.each([
    ['kind', 'bike'],
    ['km', '4.5'],
    ['wet', 'true'],
    ['none', 'null'],
    ['name', 'Asha'],
    ['code', 'x2'],
    ['rider.name', 'Asha'],
    ['rider.tags.1.code', 'x2'],
  ])('finds %s=%s', (key, text) => {
    expect(holds(data, { key, text })).toBe(true);
  });

  it.each([
    ['kind', 'bik'],
    ['km', '4'],
    ['nope', 'bike'],
    ['tags.1.code', 'x2'],
    ['rider.tags.2.code', 'x2'],
    ['0', 'x1'],
    ['length', '2'],
    ['rider.toString', 'x'],
  ])('does not find %s=%s', (key, text) => {
    expect(holds(data, { key, text })).toBe(false);
  });

  it('finds nothing in what has no keys', () => {
    expect(['bike', 4, null].map((value) => holds(value, { key: 'kind', text: 'bike' }))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
