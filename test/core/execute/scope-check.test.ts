import { isBundleInScope, projectOntoScope } from '../../../core/execute/scope-check.ts';
import type { EndpointQuery, PropertyQuery } from '../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Scope } from '../../../core/model/scope.ts';
import { anEntry } from '../../support/builders.ts';

const scope = (...reads: Scope['reads']): Scope => ({ ...anEntry().scope, reads });
const WHOLE = scope({ endpoint: 'plug/rides' });
const FIELDS = scope({ endpoint: 'plug/rides', fields: ['km', 'rider.name', 'tags'] });

const rides = (change: Partial<EndpointQuery> = {}): EndpointQuery => ({
  endpoint: 'plug/rides',
  mapping: { km: 'km' },
  ...change,
});
const asks = (endpoint: EndpointQuery, property: Partial<PropertyQuery> = {}) => ({
  rides: { endpoints: [endpoint], ...property },
});
const filter = (field: string) => ({ field, operator: { operator: 'contains' as const, value: 1 } });

describe('isBundleInScope, with consent to whole records', () => {
  it.each<[string, EndpointQuery, Partial<PropertyQuery>]>([
    ['no mapping', { endpoint: 'plug/rides' }, {}],
    ['any order without a mapping', { endpoint: 'plug/rides' }, { orderBy: 'secret' }],
    [
      'any mapping, filter and order',
      rides({ mapping: { x: 'secret' }, filters: [filter('secret')] }),
      { orderBy: 'secret' },
    ],
    ['links to an endpoint agreed to', { endpoint: 'plug/rides', links: [{ endpoint: 'plug/rides' }] }, {}],
  ])('allows %s', (_what, query, property) => {
    const isIn = isBundleInScope(asks(query, property), WHOLE);

    expect(isIn).toBe(true);
  });

  it.each<[string, EndpointQuery]>([
    ['another endpoint', { endpoint: 'bank/accounts' }],
    ['an endpoint below', { endpoint: 'plug/rides/secret' }],
    ['an endpoint above', { endpoint: 'plug' }],
    ['links to another endpoint', { endpoint: 'plug/rides', links: [{ endpoint: 'bank/accounts' }] }],
  ])('refuses %s', (_what, query) => {
    const isIn = isBundleInScope(asks(query), WHOLE);

    expect(isIn).toBe(false);
  });

  it('refuses a bundle for one endpoint of many', () => {
    const bundle = {
      ...asks({ endpoint: 'plug/rides' }),
      more: { endpoints: [{ endpoint: 'plug/rides' }, { endpoint: 'bank/accounts' }] },
    };

    const isIn = isBundleInScope(bundle, WHOLE);

    expect(isIn).toBe(false);
  });

  it('allows a bundle that asks for nothing', () => {
    const isIn = isBundleInScope({}, scope());

    expect(isIn).toBe(true);
  });
});

describe('isBundleInScope, with consent to fields', () => {
  it.each<[string, EndpointQuery, Partial<PropertyQuery>]>([
    ['those fields', rides({ mapping: { a: 'km', b: 'rider.name', c: 'tags' } }), {}],
    ['what lies below one', rides({ mapping: { a: 'rider.name.first' } }), {}],
    ['an element of a list', rides({ mapping: { a: 'tags[1]' } }), {}],
    [
      'each element of a list',
      rides({ mapping: { 'a[]': { source: 'tags[]', mappings: { x: 'word' } } } }),
      {},
    ],
    ['a nested mapping', rides({ mapping: { a: { source: 'rider', mappings: { who: 'name' } } } }), {}],
    ['nothing of the record', rides({ mapping: {} }), {}],
    [
      'entries that copy nothing',
      rides({ mapping: { a: true, b: null, c: { mappings: { x: 'secret' } } } }),
      {},
    ],
    ['a filter on one', rides({ filters: [filter('km'), filter('rider.name')] }), {}],
    ['a filter on an element', rides({ filters: [filter('tags.0')] }), {}],
    ['an order by one', rides(), { orderBy: 'km' }],
    ['an order through the mapping', rides({ mapping: { 'out.who': 'rider.name' } }), { orderBy: 'out.who' }],
    ['links mapped onto them', rides({ links: [rides()] }), {}],
  ])('allows %s', (_what, query, property) => {
    const isIn = isBundleInScope(asks(query, property), FIELDS);

    expect(isIn).toBe(true);
  });

  it.each<[string, EndpointQuery, Partial<PropertyQuery>]>([
    ['whole records', rides({ mapping: undefined }), {}],
    ['nothing of another endpoint', { endpoint: 'bank/accounts', mapping: {} }, {}],
    ['a mapping that PDAs ignore', rides({ mapping: 'km' }), {}],
    ['a mapping that is a list', rides({ mapping: [{ km: 'km' }] }), {}],
    ['another field', rides({ mapping: { a: 'km', b: 'secret' } }), {}],
    ['a field that only begins alike', rides({ mapping: { a: 'kmh' } }), {}],
    ['the field above', rides({ mapping: { a: 'rider' } }), {}],
    ['a sibling', rides({ mapping: { a: 'rider.age' } }), {}],
    [
      'another field in a nested mapping',
      rides({ mapping: { a: { source: 'rider', mappings: { x: 'age' } } } }),
      {},
    ],
    [
      'another field two levels down',
      rides({
        mapping: { a: { source: 'rider', mappings: { x: { source: 'home', mappings: { y: 'street' } } } } },
      }),
      {},
    ],
    ['a nested mapping without its bounds', rides({ mapping: { a: { source: 'rider' } } }), {}],
    ['a nested mapping that is null', rides({ mapping: { a: { source: 'rider', mappings: null } } }), {}],
    ['a filter on another field', rides({ filters: [filter('km'), filter('secret')] }), {}],
    ['a filter on the field above', rides({ filters: [filter('rider')] }), {}],
    ['a filter on an element of another', rides({ filters: [filter('secrets.0')] }), {}],
    ['a filter on everything', rides({ filters: [filter('')] }), {}],
    ['an order by another field', rides(), { orderBy: 'secret' }],
    [
      'an order by a name that the mapping gives to nothing',
      rides({ mapping: { km: 'km' } }),
      { orderBy: 'kilometres' },
    ],
    ['links that are not mapped', rides({ links: [{ endpoint: 'plug/rides' }] }), {}],
    ['links filtered by another field', rides({ links: [rides({ filters: [filter('secret')] })] }), {}],
  ])('refuses %s', (_what, query, property) => {
    const isIn = isBundleInScope(asks(query, property), FIELDS);

    expect(isIn).toBe(false);
  });

  it('unites what was agreed to in several places', () => {
    const agreed = scope(
      { endpoint: 'plug/rides', fields: ['km'] },
      { endpoint: 'plug/rides', fields: ['kind'] },
    );

    const isIn = isBundleInScope(asks(rides({ mapping: { a: 'km', b: 'kind' } })), agreed);

    expect(isIn).toBe(true);
  });
});

describe('projectOntoScope', () => {
  const record = (endpoint: string, links?: EndpointData['links']): EndpointData => ({
    endpoint,
    data: { km: 1 },
    ...(links ? { links } : {}),
  });

  it('passes a record that was agreed to', () => {
    const agreed = scope({ endpoint: 'plug/walks' }, { endpoint: 'plug/rides' });

    const projected = projectOntoScope(record('plug/rides'), agreed);

    expect(projected).toEqual(record('plug/rides'));
  });

  it('drops a record that a PDA sends beyond what was asked for', () => {
    const projected = projectOntoScope(record('bank/accounts'), WHOLE);

    expect(projected).toBeUndefined();
  });

  it.each([
    ['some', [record('plug/rides'), record('bank/accounts')], [record('plug/rides')]],
    ['all', [record('bank/accounts')], undefined],
  ])('drops links beyond it: %s', (_what, links, expected) => {
    const projected = projectOntoScope(record('plug/rides', links), WHOLE);

    expect(projected).toEqual(record('plug/rides', expected));
  });
});
