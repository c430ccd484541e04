import type { Draft } from '../../../../local/pda/store/save-owner-data.ts';

/** The records that the contract's test vectors are about, oldest first. */
export const RIDES: readonly Draft[] = [
  {
    endpoint: 'plug/rides',
    data: {
      name: 'a',
      kind: 'bike',
      km: 4.5,
      tags: ['am', 'wet'],
      at: '2024-05-01T07:15:00Z',
      ts: 1714547700,
      rider: { name: 'Asha Rao', age: 31 },
      note: 'Cycled to the Leeds office',
    },
  },
  {
    endpoint: 'plug/rides',
    data: {
      name: 'b',
      kind: 'bus',
      km: 12,
      tags: ['pm'],
      at: '2024-05-02T18:40:00+01:00',
      ts: 1714671600,
      rider: { name: 'Ben Oduya', age: 44 },
      note: 'Bus home',
    },
  },
  { endpoint: 'plug/rides', data: { name: 'c', kind: null, km: '7', at: '2024-05-03', rider: { age: 19 } } },
  { endpoint: 'plug/rides', data: { name: 'd', km: -1, tags: [], kind: true, note: '' } },
  { endpoint: 'plug/walks', data: { name: 'e', kind: ['bike', 'bus'], km: { v: 1 } } },
];
