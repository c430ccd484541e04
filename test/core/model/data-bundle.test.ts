import { bundleEndpoints, dataBundleSchema, filterSchema } from '../../../core/model/data-bundle.ts';

const bundle = {
  'she/insights/emotions': {
    endpoints: [
      {
        endpoint: 'plug/rides',
        mapping: { 'out.who': 'rider.name', 'hops[]': { source: 'legs[]', mappings: { start: 'from' } } },
        filters: [
          { field: 'at', operator: { operator: 'between', lower: '2024', upper: null } },
          {
            field: 'at',
            transformation: { transformation: 'datetimeExtract', part: 'hour' },
            operator: { operator: 'in', value: [7, 8] },
          },
        ],
        links: [{ endpoint: 'plug/walks' }, { endpoint: 'plug/photos', filters: [] }],
      },
      { endpoint: 'plug/rides' },
    ],
    orderBy: 'out.who',
    ordering: 'descending',
    limit: 0,
  },
  walks: { endpoints: [{ endpoint: 'plug/walks' }] },
};

/** One part more than a path may have. */
const LONG = Array(201).fill('a').join('.');
const half = Array(101).fill('a').join('.');
const NESTED = { [half]: { source: 'a', mappings: { [half]: 'a' } } };

describe('dataBundleSchema', () => {
  it('reads everything the language has, and nothing is lost', () => {
    const read = dataBundleSchema.parse({ name: 'Rides-1', bundle });

    expect(read).toEqual({ name: 'Rides-1', bundle });
  });

  it('loses neither a property nor a part of a condition that is called __proto__', () => {
    const text =
      '{"__proto__":{"endpoints":[{"endpoint":"plug/rides","filters":[{"field":"rider","operator":' +
      '{"operator":"contains","value":{"__proto__":{"name":"Asha"}}}}]}]}}';

    const read = dataBundleSchema.parse({ name: 'x', bundle: JSON.parse(text) });

    expect(JSON.stringify(read.bundle)).toBe(text);
  });

  it('reads a bundle that asks for nothing', () => {
    const read = dataBundleSchema.parse({ name: 'nothing', bundle: {} });

    expect(read.bundle).toEqual({});
  });

  it.each([
    ['a name with a blank', { name: 'my rides', bundle: {} }, ['name']],
    ['no name', { bundle: {} }, ['name']],
    ['no bundle', { name: 'x' }, ['bundle']],
    [
      'a sort path without end',
      { name: 'x', bundle: { a: { ...bundle.walks, orderBy: LONG } } },
      ['bundle', 'a', 'orderBy'],
    ],
    ...[{ out: LONG }, { [LONG]: 'in' }, { out: { source: LONG, mappings: {} } }, NESTED].map(
      (mapping): [string, unknown, (string | number)[]] => [
        'a mapping without end',
        { name: 'x', bundle: { a: { endpoints: [{ endpoint: 'plug/rides', mapping }] } } },
        ['bundle', 'a', 'endpoints', 0, 'mapping'],
      ],
    ),
    ['no endpoints', { name: 'x', bundle: { a: {} } }, ['bundle', 'a', 'endpoints']],
    [
      'an empty list of endpoints',
      { name: 'x', bundle: { a: { endpoints: [] } } },
      ['bundle', 'a', 'endpoints'],
    ],
    [
      'an endpoint in capitals',
      { name: 'x', bundle: { a: { endpoints: [{ endpoint: 'Plug/rides' }] } } },
      ['bundle', 'a', 'endpoints', 0, 'endpoint'],
    ],
    [
      'a limit below nothing',
      { name: 'x', bundle: { a: { endpoints: [{ endpoint: 'plug/rides' }], limit: -1 } } },
      ['bundle', 'a', 'limit'],
    ],
    [
      'a broken link',
      { name: 'x', bundle: { a: { endpoints: [{ endpoint: 'plug/rides', links: [{}] }] } } },
      ['bundle', 'a', 'endpoints', 0, 'links', 0, 'endpoint'],
    ],
  ])('refuses %s, and names the place', (_what, value, path) => {
    const read = dataBundleSchema.safeParse(value);

    expect(read.error?.issues[0]?.path).toEqual(path);
  });
});

describe('filterSchema', () => {
  it.each([
    { operator: 'contains', value: { age: 31 } },
    { operator: 'in', value: [] },
    { operator: 'between', lower: 0, upper: null },
    { operator: 'find', search: 'cycling' },
  ])('reads the operator %j', (operator) => {
    const read = filterSchema.parse({ field: 'a.b', operator });

    expect(read.operator).toEqual(operator);
  });

  it.each([
    ['no operator', { field: 'a' }],
    ['no discriminator', { field: 'a', operator: { value: 1 } }],
    ['the internal name of find', { field: 'a', operator: { operator: 'matches', search: 'x' } }],
    ['half a span', { field: 'a', operator: { operator: 'between', lower: 1 } }],
    ['no field', { operator: { operator: 'in', value: [] } }],
    [
      'a capital in the transformation',
      {
        field: 'a',
        transformation: { transformation: 'dateTimeExtract', part: 'hour' },
        operator: { operator: 'in', value: [] },
      },
    ],
  ])('refuses %s', (_what, filter) => {
    const read = filterSchema.safeParse(filter);

    expect(read.success).toBe(false);
  });
});

describe('bundleEndpoints', () => {
  it('names each endpoint once, links included', () => {
    const read = dataBundleSchema.parse({ name: 'rides', bundle });

    const endpoints = bundleEndpoints(read.bundle);

    expect(endpoints).toEqual(['plug/rides', 'plug/walks', 'plug/photos']);
  });
});
