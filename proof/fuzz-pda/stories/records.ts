import * as fc from 'fast-check';
import type { Json } from '../../../core/model/json.ts';
import { date, json, mostly, object, sometimes, text } from './values.ts';

/** Where all records of a story lie. */
export const ENDPOINTS = ['plug/rides', 'plug/walks', 'kitchen/drinks/cold'] as const;
export const endpoint = fc.constantFrom(...ENDPOINTS);

/** Stands for the id of the n-th record that the story has saved. */
export const idOf = (position: number): string => `#id:${position}`;
export const recordId = fc.oneof(
  { weight: 8, arbitrary: fc.nat(5).map(idOf) },
  { weight: 1, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom('', 'none', '00000000-0000-0000-0000-000000000000', '%00') },
);

/** A value of another type than its field has elsewhere is nothing wrong. */
const orAny = <T>(value: fc.Arbitrary<T>) => sometimes(json, value, 12);
const usual: fc.Arbitrary<Json> = fc.record(
  {
    kind: orAny(fc.constantFrom('bike', 'bus', null)),
    km: orAny(fc.constantFrom<Json>(4.5, 12, -1, '7')),
    tags: orAny(fc.uniqueArray(fc.constantFrom('am', 'pm', 'wet'))),
    at: orAny(date),
    ts: orAny(fc.constantFrom<Json>(1714547700, 1714671600.5, -1e12, 1e15, '7')),
    rider: orAny(fc.record({ name: text, age: fc.constantFrom<Json>(19, 31, null) }, { requiredKeys: [] })),
    note: orAny(text),
  },
  { requiredKeys: [] },
);

/** Of the shape that queries ask about, so that they find something. */
export const data: fc.Arbitrary<Json> = fc.oneof(
  { weight: 8, arbitrary: usual },
  { weight: 1, arbitrary: object(json) },
  { weight: 1, arbitrary: json },
);

const shared = {
  endpoint: mostly(endpoint),
  data,
  sourceUniqueId: mostly(
    sometimes(fc.constantFrom('', '\u0000'), fc.constantFrom('one', 'two', 'three'), 20),
  ),
  sourceTimestamp: sometimes(date, fc.constantFrom('2024-05-01T07:15:00Z', '2024-05-03', 1714547700000), 20),
};
const linked = fc.record(shared, { requiredKeys: ['endpoint', 'data'] });

/** A record as batches carry it. */
export const draft = fc.record(
  { ...shared, links: mostly(fc.array(linked, { maxLength: 2 })) },
  { requiredKeys: ['endpoint', 'data'] },
);
export const update = fc.record({ ...shared, recordId }, { requiredKeys: ['endpoint', 'data', 'recordId'] });
