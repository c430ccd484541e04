import { UNBORN, withRecords } from '../../../core/canary/canary-item.ts';
import {
  derivedRequestSchema,
  isEvaluable,
  readWindow,
  windowRequestSchema,
  writeDerived,
} from '../../../core/canary/canary-pda.ts';
import { NOW, uuid } from '../../support/builders.ts';
import { aCanary, minutesAgo, withAnswer } from '../../support/canary-records.ts';

const BUNDLE = {
  heartbeats: { endpoints: [{ endpoint: 'canary/heartbeats', mapping: { nonce: 'nonce' } }] },
};
const windowOf = (change: object = {}) =>
  windowRequestSchema.parse({ functionId: 'canary', bundle: BUNDLE, ...change });
const batchOf = (change: object = {}) =>
  derivedRequestSchema.parse({
    ...{ functionId: 'canary', executionId: uuid(9), fence: 1, chain: ['canary'] },
    records: [{ id: uuid(50), data: { a: 1 }, endpoint: 'canary/answers', linkedRecords: [uuid(1)] }],
    ...change,
  });

describe('a window of the canary', () => {
  it('holds what was saved, in its order, with the place below which nothing appears later', () => {
    const page = readWindow(aCanary(10, 5), windowOf());

    const row = (place: number) => ({
      ...{ cursor: `c${place}`, property: 'heartbeats', chain: [] },
      item: { endpoint: 'canary/heartbeats', recordId: uuid(place), data: { nonce: `${place}` } },
    });
    expect(page).toEqual({ asOf: 'c2', rows: [row(1), row(2)] });
  });

  it('lies between the places that are asked for, and leaves out what the function derived itself', () => {
    const item = withAnswer(aCanary(20, 15, 10, 5), 1);
    const everything = {
      all: { endpoints: [{ endpoint: 'canary/heartbeats' }, { endpoint: 'canary/answers' }] },
    };

    const page = readWindow(item, windowOf({ after: 'c1', until: 'c3' }));
    const all = readWindow(item, windowOf({ bundle: everything }));
    const ofAnother = readWindow(item, windowOf({ bundle: everything, functionId: 'other' }));

    expect(page.rows.map(({ cursor }) => cursor)).toEqual(['c2', 'c3']);
    expect(all.rows).toHaveLength(4);
    expect(ofAnother.rows).toHaveLength(5);
  });

  it('is read in pages, each from where the one before ended', () => {
    const item = aCanary(15, 10, 5);

    const first = readWindow(item, windowOf({ limit: 2 }));
    const second = readWindow(item, windowOf({ limit: 2, after: first.next }));

    expect(first.rows.map(({ cursor }) => cursor)).toEqual(['c1', 'c2']);
    expect(first.next).toBe('c2');
    expect(second.rows.map(({ cursor }) => cursor)).toEqual(['c3']);
    expect(second.next).toBeUndefined();
  });

  it.each(['c', 'p1-x', '5', 'c-1'])('begins at no cursor of another PDA: %s', (after) => {
    const read = windowRequestSchema.safeParse({ functionId: 'canary', bundle: BUNDLE, after });

    expect(read.success).toBe(false);
  });

  it.each([
    ['fields under other names', { mapping: { other: 'nonce' } }],
    ['a field within a field', { mapping: { 'a.b': 'a.b' } }],
    ['filters', { filters: [{ field: 'nonce', operator: { operator: 'contains', value: '1' } }] }],
    ['links', { links: [{ endpoint: 'canary/answers' }] }],
  ])('is not for bundles that ask for %s', (_what, query) => {
    const bundle = { some: { endpoints: [{ endpoint: 'canary/heartbeats', ...query }] } };

    const { bundle: parsed } = windowOf({ bundle });

    expect(isEvaluable(parsed)).toBe(false);
    expect(isEvaluable(windowOf().bundle)).toBe(true);
  });
});

describe('a batch for the canary', () => {
  it('is saved with its chain, behind everything else', () => {
    const after = writeDerived(aCanary(5), batchOf(), NOW);

    expect(after).toMatchObject({
      ...{ places: 2, fence: 1 },
      records: [{ place: 1 }, { place: 2, recordId: uuid(50), chain: ['canary'], data: { a: 1 } }],
    });
  });

  it('is saved once, however often it comes', () => {
    const once = writeDerived(aCanary(5), batchOf(), NOW);
    const twice = writeDerived(once as typeof UNBORN, batchOf({ fence: 2 }), NOW);

    expect(twice).toEqual({ ...(once as typeof UNBORN), fence: 2 });
  });

  it('is refused when a newer run has been here, even with nothing in it', () => {
    const item = { ...aCanary(5), fence: 2 };

    const outcome = writeDerived(item, batchOf({ records: [] }), NOW);

    expect(outcome).toBe('fenced');
  });

  it('is of its own function alone', () => {
    const read = derivedRequestSchema.safeParse({ ...batchOf(), functionId: 'another' });

    expect(read.success).toBe(false);
  });
});

describe('what the canary keeps', () => {
  it('is of the last two hours, and places are never given again', () => {
    const recordOf = (id: number) => ({
      ...{ recordId: uuid(id), endpoint: 'canary/heartbeats', data: {}, chain: [] },
    });
    const old = withRecords(UNBORN, [recordOf(7)], minutesAgo(121));
    const older = withRecords(old, [recordOf(8)], minutesAgo(120));

    const item = withRecords(older, [recordOf(9)], NOW);

    expect(item.records.map(({ place }) => place)).toEqual([2, 3]);
    expect(item.places).toBe(3);
  });
});
