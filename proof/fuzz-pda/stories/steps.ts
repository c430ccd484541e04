import * as fc from 'fast-check';
import { hostile } from './hostile.ts';
import { bundle, endpointQueries, ordering, path } from './queries.ts';
import { data, draft, endpoint, recordId, update } from './records.ts';
import { type Asker, damaged, type Step, type Story } from './story.ts';
import { json, mostly, sometimes, text } from './values.ts';

const API = '/api/v2.6';
const NAMES = ['one', 'Two-2'] as const;

type Fields = { readonly [Key in keyof Omit<Step, 'asker' | 'headers'>]: fc.Arbitrary<Step[Key]> };

/** A step of the owner's; now and then somebody else tries it. */
const asked = (asker: Asker, fields: Fields): fc.Arbitrary<Step> =>
  fc.record({
    ...fields,
    asker: fc.oneof(
      { weight: 20, arbitrary: fc.constant(asker) },
      { weight: 1, arbitrary: fc.constantFrom<Asker>('owner', 'engine', 'other', 'nobody') },
    ),
  }) as fc.Arbitrary<Step>;

const post = (route: fc.Arbitrary<string>, body: fc.Arbitrary<unknown>, asker: Asker = 'owner') =>
  asked(asker, { method: fc.constant('POST'), path: route, body: damaged(body, json) });
const ask = (method: string, route: fc.Arbitrary<string>) =>
  asked('owner', { method: fc.constant(method), path: route });
const at = (route: string) => fc.constant(API + route);

/** Halves of surrogate pairs cannot be encoded. */
const encoded = (value: string) => encodeURIComponent(value.replace(/[\ud800-\udfff]/g, '?'));

/** `?name=value&…` of some of the parameters, in any order. */
const query = (parameters: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<string> =>
  fc
    .record(parameters, { requiredKeys: [] })
    .map((chosen) => Object.entries(chosen).map(([name, value]) => `${name}=${encoded(String(value))}`))
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''));

const count = sometimes(
  fc.constantFrom('-1', '1.5', '9999999999', '', 'x'),
  fc.constantFrom('0', '1', '2', '1000', '999999999'),
  20,
);
const page = query({
  orderBy: fc.oneof(path, text),
  ordering,
  skip: count,
  take: count,
  kind: fc.constantFrom('bike', '7', '', 'null', 'true'),
  'rider.age': fc.constantFrom('31', '19'),
});
const inEndpoint = (suffix: fc.Arbitrary<string>) =>
  fc.tuple(endpoint, suffix).map(([name, rest]) => `${API}/data/${name}${rest}`);
const ids = (route: string) =>
  fc.tuple(fc.array(recordId, { maxLength: 3 }), fc.boolean()).map(([chosen, separately]) => {
    const values = chosen.map(encodeURIComponent);
    return `${API}${route}?${separately ? values.map((id) => `records=${id}`).join('&') : `records=${values.join(',')}`}`;
  });
const named = (route: string, suffix: fc.Arbitrary<string> = fc.constant('')) =>
  fc.tuple(fc.constantFrom(...NAMES), suffix).map(([name, rest]) => `${API}${route}/${name}${rest}`);

const cursor = sometimes(
  fc.constantFrom('', 'p1-end', 'v1-', 'v1-9999999999999999', 'v1--1'),
  fc.nat(6).map((place) => `#cursor:${place}`),
  30,
);
const dataWindow = fc.record(
  {
    functionId: mostly(fc.constantFrom('step-counter', 'other-one')),
    bundle,
    after: mostly(cursor),
    until: mostly(cursor),
    limit: sometimes(fc.constantFrom(0, 10_001), fc.constantFrom(1, 2, 500, 10_000), 40),
  },
  { requiredKeys: ['functionId', 'bundle'] },
);
const derived = fc.record({
  functionId: mostly(fc.constantFrom('step-counter', 'other-one')),
  executionId: mostly(fc.uuid()),
  fence: mostly(fc.nat(4)),
  chain: mostly(fc.array(fc.constantFrom('step-counter', 'other-one'), { maxLength: 3 })),
  records: mostly(
    fc.array(
      fc.record({
        id: fc.uuid({ version: 4 }),
        data,
        endpoint,
        linkedRecords: fc.array(recordId, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
  ),
});

const save = fc.oneof(
  {
    weight: 4,
    arbitrary: post(inEndpoint(query({ skipErrors: fc.boolean() })), fc.array(data, { maxLength: 5 })),
  },
  { weight: 1, arbitrary: post(inEndpoint(fc.constant('')), data) },
  { weight: 3, arbitrary: post(at('/data-batch'), fc.array(draft, { maxLength: 4 })) },
);
const combinator = fc
  .constantFrom(...NAMES.map((name) => name.toLowerCase()), 'with/slash')
  .map((name) => `/${name}`);
const change = fc.oneof(
  asked('owner', {
    method: fc.constant('PUT'),
    path: at('/data'),
    body: damaged(fc.array(update, { maxLength: 3 }), json),
  }),
  ask('DELETE', ids('/data')),
  ask('DELETE', inEndpoint(fc.constant(''))),
  asked('owner', { method: fc.constant('POST'), path: ids('/data-link') }),
  post(at('/data-derived'), derived, 'engine'),
);
const read = fc.oneof(
  ask('GET', inEndpoint(page)),
  ask(
    'GET',
    recordId.map((id) => `${API}/data-record/${encodeURIComponent(id)}`),
  ),
  ask('GET', fc.constantFrom(...['/data/sources', '/she/capabilities'].map((route) => API + route))),
  ask('GET', named('/data-bundle', fc.constantFrom('', '/structure'))),
  ask(
    'GET',
    fc.tuple(combinator, page).map(([name, rest]) => `${API}/combinator${name}${rest}`),
  ),
);
const register = fc.oneof(
  post(named('/data-bundle'), bundle),
  post(
    combinator.map((name) => `${API}/combinator${name}`),
    endpointQueries,
  ),
);
/** Registers a bundle under a name and reads it by that name. */
const bundleStory = fc.tuple(fc.constantFrom(...NAMES), damaged(bundle, json)).map(([name, body]): Story => {
  const place = { path: `${API}/data-bundle/${name}`, asker: 'owner' } as const;
  return [
    { ...place, method: 'POST', body },
    { ...place, method: 'GET' },
  ];
});
const single = fc
  .oneof(
    { weight: 3, arbitrary: save },
    { weight: 4, arbitrary: change },
    { weight: 4, arbitrary: read },
    { weight: 6, arbitrary: post(at('/data-window'), dataWindow, 'engine') },
    { weight: 1, arbitrary: register },
    { weight: 2, arbitrary: hostile },
  )
  .map((step): Story => [step]);

/** Something is saved, and then things are asked about it. */
export const story: fc.Arbitrary<Story> = fc
  .tuple(
    save,
    fc.array(fc.oneof({ weight: 3, arbitrary: single }, { weight: 1, arbitrary: bundleStory }), {
      maxLength: 4,
    }),
  )
  .map(([first, rest]) => [first, ...rest.flat()]);
