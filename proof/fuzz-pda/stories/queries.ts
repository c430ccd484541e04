import * as fc from 'fast-check';
import type { Json } from '../../../core/model/json.ts';
import { endpoint } from './records.ts';
import { json, mostly, number, scalar, sometimes, text } from './values.ts';

const PATHS = [
  ...['kind', 'km', 'tags', 'tags.0', 'at', 'ts', 'rider', 'rider.name', 'rider.age', 'note', 'v.v'],
];
const ODD_PATHS = [
  ...[
    '',
    '.',
    'tags.-1',
    'rider.',
    '.name',
    'tags[0]',
    'tags.99999999999',
    Array(200).fill('v').join('.'),
    Array(20_000).fill('v').join('.'),
    '__proto__',
    'rider..age',
    '\u0000',
    '日本',
    'a.b',
  ],
];
const PARTS = [
  ...[
    'hour',
    'minute',
    'day',
    'dow',
    'isodow',
    'doy',
    'week',
    'month',
    'quarter',
    'year',
    'decade',
    'century',
  ],
  ...['epoch', 'millennium', 'microseconds', 'timezone', 'julian', 'HOUR', 'fortnight', '', '\u0000'],
];

export const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_PATHS) },
);

const transformation = fc.oneof(
  fc.constant({ transformation: 'identity' }),
  fc.constant({ transformation: 'searchable' }),
  fc.record({
    transformation: fc.constantFrom('datetimeExtract', 'timestampExtract'),
    part: fc.constantFrom(...PARTS),
  }),
);
const bound = fc.oneof(number, text, scalar);
const operator = fc.oneof(
  fc.record({ operator: fc.constant('contains'), value: json }),
  fc.record({ operator: fc.constant('in'), value: fc.oneof(fc.array(scalar, { maxLength: 4 }), json) }),
  fc.record({ operator: fc.constant('between'), lower: bound, upper: bound }),
  fc.record({ operator: fc.constant('find'), search: fc.oneof(text, json) }),
);
/** What is meant to find something by the value of a usual record. */
const apt = fc.constantFrom<Json>(
  { field: 'kind', operator: { operator: 'contains', value: 'bike' } },
  { field: 'kind', operator: { operator: 'in', value: ['bike', 'bus', null] } },
  { field: 'km', operator: { operator: 'between', lower: -5, upper: 20 } },
  { field: 'tags', operator: { operator: 'contains', value: ['am'] } },
  { field: 'rider', operator: { operator: 'contains', value: {} } },
  {
    field: 'at',
    transformation: { transformation: 'datetimeExtract', part: 'hour' },
    operator: { operator: 'between', lower: 0, upper: 23 },
  },
  {
    field: 'note',
    transformation: { transformation: 'searchable' },
    operator: { operator: 'find', search: 'cycling leeds' },
  },
);
const filter = fc.oneof(
  { weight: 3, arbitrary: apt },
  {
    weight: 2,
    arbitrary: fc.record(
      { field: path, transformation: mostly(transformation), operator: mostly(operator) },
      { requiredKeys: ['field', 'operator'] },
    ),
  },
);
const filters = mostly(fc.array(filter, { maxLength: 3 }));

const destination = sometimes(
  fc.constantFrom('x[1]', 'first-name', '', '\u0000', Array(3_000).fill('v').join('.')),
  fc.constantFrom('out.who', 'out', 'km', 'x', 'hops[]', '__proto__', 'a.b.c'),
  12,
);
const source = sometimes(
  fc.constantFrom('tags[-1]', '', 'rider..name'),
  fc.constantFrom(...PATHS, 'tags[0]', 'tags[]', 'rider.name[2]', 'kind[9999999999]'),
  12,
);
const mapping = fc.letrec<{ mapping: Json }>((tie) => ({
  mapping: fc
    .array(
      fc.tuple(
        destination,
        fc.oneof(
          { maxDepth: 3, depthSize: 'small' },
          { weight: 6, arbitrary: source },
          { weight: 1, arbitrary: json },
          { weight: 1, arbitrary: fc.record({ source, mappings: tie('mapping') }) },
        ),
      ),
      { maxLength: 3 },
    )
    .map((entries) => Object.fromEntries(entries)),
})).mapping;

const linkQuery = fc.record({ endpoint, mapping: mostly(mapping), filters }, { requiredKeys: ['endpoint'] });
export const endpointQuery = fc.record(
  {
    endpoint: mostly(endpoint),
    mapping: mostly(mapping),
    filters,
    links: mostly(fc.array(linkQuery, { maxLength: 2 })),
  },
  { requiredKeys: ['endpoint'] },
);
const limit = sometimes(
  fc.constantFrom<Json>(-1, 1.5, 2 ** 53, 1e300, '1'),
  fc.constantFrom(0, 1, 2, 100, 2 ** 31),
  40,
);
export const ordering = fc.constantFrom('ascending', 'descending', 'DESCENDING', '');
const propertyQuery = fc.record(
  {
    endpoints: mostly(fc.array(endpointQuery, { minLength: 1, maxLength: 3 })),
    orderBy: mostly(fc.oneof(path, destination)),
    ordering: mostly(ordering),
    limit: mostly(limit),
  },
  { requiredKeys: ['endpoints'] },
);

/** The inner map of a bundle. */
export const bundle = mostly(
  fc
    .array(
      fc.tuple(fc.constantFrom('rides', 'she/insights', '', '__proto__', '日本'), mostly(propertyQuery)),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((entries) => Object.fromEntries(entries)),
);
export const endpointQueries = mostly(fc.array(endpointQuery, { minLength: 1, maxLength: 3 }));
