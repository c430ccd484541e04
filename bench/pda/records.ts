import type { Filter } from '../../core/model/data-bundle.ts';
import type { Draft } from '../../local/pda/store/save-owner-data.ts';

const KINDS = ['bike', 'bus', 'car'];
const MINUTE = 60_000;

export const ENDPOINT = 'plug/rides';

/** Records of about 300 bytes, no two alike; always the same ones. */
export function ride(n: number): Draft {
  return {
    endpoint: ENDPOINT,
    data: {
      id: `ride-${n}`,
      kind: KINDS[n % 3] ?? '',
      km: ((n * 7919) % 1000) / 10,
      at: new Date(Date.UTC(2024, 0) + n * MINUTE).toISOString(),
      rider: { id: `rider-${n % 5000}`, name: `Rider number ${n % 5000}` },
      tags: [`tag-${n % 50}`, `place-${n % 1000}`],
      note: `Went to the office for the ${n}th time and came back home in the evening after ${n % 60} minutes`,
    },
  };
}

/** A query whose time is measured. */
export interface Question {
  readonly name: string;
  readonly filters: readonly Filter[];
  readonly limit?: number;
  /** Longest it may take with 100,000 records, in ms; absent where none is promised. */
  readonly limitMs?: number;
}

const contains = (field: string, value: string): Filter => ({
  field,
  operator: { operator: 'contains', value },
});

export const QUESTIONS: readonly Question[] = [
  { name: 'one record by its id', filters: [contains('id', 'ride-777')], limitMs: 5 },
  { name: 'twenty of one rider', filters: [contains('rider.id', 'rider-42')], limitMs: 5 },
  {
    name: 'a span of numbers, no index',
    filters: [{ field: 'km', operator: { operator: 'between', lower: 99.5, upper: 99.6 } }],
    limitMs: 100,
  },
  {
    name: 'a list, no index',
    filters: [{ field: 'rider.id', operator: { operator: 'in', value: ['rider-1', 'rider-2'] } }],
    limitMs: 100,
  },
  { name: 'the newest 500', filters: [], limit: 500 },
  {
    name: 'a day of the year',
    filters: [
      {
        field: 'at',
        transformation: { transformation: 'datetimeExtract', part: 'doy' },
        operator: { operator: 'in', value: [7] },
      },
    ],
    limit: 500,
  },
  {
    name: 'words',
    filters: [
      {
        field: 'note',
        transformation: { transformation: 'searchable' },
        operator: { operator: 'find', search: 'office 777th' },
      },
    ],
  },
];
