import { checkBundle, readDataBundle } from '../../../core/execute/check-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import { aConfiguration, anEntry } from '../../support/builders.ts';

const { dataBundle } = aConfiguration();
const { scope } = anEntry();

const DRINKS = { endpoint: 'kitchen/drinks' };
const drinks = (query: Json): Json => ({ drinks: query });
const repeated = (query: Json, count: number): Json => Array(count).fill(query);

/** Reads the same bundle as an answer and as what was kept of one. */
const bothWays: [string, (bundle: Json) => unknown][] = [
  ['an answer', (bundle) => readDataBundle({ name: 'x', bundle }, scope)],
  ['a kept bundle', (bundle) => checkBundle(bundle, scope)],
];

describe('readDataBundle', () => {
  it('reads the query of what was answered', () => {
    const bundle = readDataBundle(dataBundle as unknown as Json, scope);

    expect(bundle).toEqual(dataBundle.bundle);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['the inner map alone', dataBundle.bundle as unknown as Json],
    ['another language', 'select * from records'],
  ])('refuses %s', (_what, answer) => {
    const reading = () => readDataBundle(answer, scope);

    expect(reading).toThrow('BUNDLE_INVALID');
  });
});

describe('checkBundle', () => {
  it('takes 64 KB, and not one byte more', () => {
    const ofBytes = (bytes: number): Json => {
      const padded = (text: string) => drinks({ endpoints: [{ ...DRINKS, mapping: { a: text } }] });
      return padded('b'.repeat(bytes - JSON.stringify(padded('')).length));
    };

    const bundle = checkBundle(ofBytes(65_536), scope);
    const checking = () => checkBundle(ofBytes(65_537), scope);

    expect(bundle).toEqual(ofBytes(65_536));
    expect(checking).toThrow('BUNDLE_INVALID');
  });
});

describe.each(bothWays)('the check of %s', (_kind, check) => {
  it.each([
    ['no endpoints', { endpoints: [] }],
    ['51 endpoint queries', { endpoints: repeated(DRINKS, 51) }],
    ['50 links', { endpoints: [{ ...DRINKS, links: repeated(DRINKS, 50) }] }],
    ['more than 64 KB', { endpoints: [{ ...DRINKS, mapping: { a: 'b'.repeat(65_536) } }] }],
    ['endless depth', { endpoints: [deepQuery(100_000)] }],
  ])('refuses %s', (_what, query) => {
    const checking = () => check(drinks(query));

    expect(checking).toThrow('BUNDLE_INVALID');
  });

  it.each([
    ['alone', repeated(DRINKS, 50)],
    ['and as links', repeated({ ...DRINKS, links: repeated(DRINKS, 24) }, 2)],
  ])('takes the most endpoint queries there may be, %s', (_where, endpoints) => {
    const bundle = check(drinks({ endpoints }));

    expect(bundle).toEqual({ drinks: { endpoints } });
  });

  it.each([
    ['another endpoint', { endpoint: 'bank/accounts' }],
    ['links to another endpoint', { ...DRINKS, links: [{ endpoint: 'bank/accounts' }] }],
  ])('I2: refuses %s than the owner agreed to', (_what, query) => {
    const checking = () => check(drinks({ endpoints: [query] }));

    expect(checking).toThrow('BUNDLE_OUT_OF_SCOPE');
  });
});

function deepQuery(depth: number): Json {
  const mapping = `${'{"source":"a","mappings":'.repeat(depth)}{}${'}'.repeat(depth)}`;
  return JSON.parse(`{"endpoint":"kitchen/drinks","mapping":{"x":${mapping}}}`);
}
