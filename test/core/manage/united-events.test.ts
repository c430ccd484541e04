import fc from 'fast-check';
import { touching } from '../../../core/dispatch/touch.ts';
import { unitedEvents } from '../../../core/manage/united-events.ts';
import { type DataEvent, dataEventSchema, LONGEST_CHAIN } from '../../../core/model/data-event.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import { aDataEvent, anEntry, aStatus, later, uuid } from '../../support/builders.ts';

const unite = (events: readonly DataEvent[]) => {
  let ids = 0;
  return unitedEvents(events, () => uuid(++ids));
};
/** Functions that read and write each other's places. */
const FUNCTIONS = ['f1', 'f2', 'f3', 'f4'];
const PLACES = [...FUNCTIONS.map((id) => `she/${id}`), 'kitchen/drinks', 'plug/walks'];

const someStatus = fc
  .record({
    functionId: fc.constantFrom(...FUNCTIONS),
    reads: fc.subarray(PLACES),
    enabled: fc.boolean(),
  })
  .map(({ functionId, reads, enabled }) => {
    const scope = {
      ...anEntry().scope,
      reads: reads.map((endpoint) => ({ endpoint })),
      ...{ namespace: 'she', endpoint: functionId },
    };
    const consent = aStatus().consent;
    return aStatus({ functionId, enabled, consent: consent && { ...consent, scope } });
  });
const someEvent = fc
  .record({
    endpoints: fc.subarray(PLACES, { minLength: 1 }),
    chain: fc.option(fc.array(fc.constantFrom(...FUNCTIONS), { maxLength: 4 }), { nil: undefined }),
  })
  .map(({ endpoints, chain }) => aDataEvent({ endpoints, ...(chain && { chain }) }));

describe('unitedEvents', () => {
  it('I4: touches exactly the functions that the many events touch', () => {
    const statuses = fc.uniqueArray(someStatus, { selector: ({ functionId }) => functionId });

    const touchesTheSame = fc.property(statuses, fc.array(someEvent, { maxLength: 12 }), (all, events) => {
      const touched = (by: readonly DataEvent[]) =>
        all.filter((status) => by.some((event) => touching(all)(status, event)));

      expect(touched(unite(events))).toEqual(touched(events));
    });

    fc.assert(touchesTheSame, { numRuns: 500 });
  });

  it('keeps apart chains of different functions, in whatever order, and no chain from an empty one', () => {
    const united = unite([
      aDataEvent(),
      aDataEvent({ chain: [] }),
      aDataEvent({ chain: ['f1', 'f2'] }),
      aDataEvent({ chain: ['f2', 'f1'] }),
      aDataEvent({ chain: [] }),
    ]);

    expect(united.map(({ chain }) => chain)).toEqual([undefined, [], ['f1', 'f2']]);
  });

  it('adds up what they tell, each endpoint once, since the first of them', () => {
    const [united] = unite([
      aDataEvent({ endpoints: ['a/b', 'c/d'], records: 2, occurredAt: later(60).toISOString() }),
      aDataEvent({ endpoints: ['c/d', 'e/f'], records: 3, occurredAt: later(-60).toISOString() }),
    ]);

    expect(united).toMatchObject({
      endpoints: ['a/b', 'c/d', 'e/f'],
      records: 5,
      occurredAt: later(-60).toISOString(),
    });
  });

  it('makes an event that can be read, however many records they count', () => {
    const [united] = unite(Array.from({ length: 3 }, () => aDataEvent({ records: Number.MAX_SAFE_INTEGER })));

    expect(dataEventSchema.safeParse(united).success).toBe(true);
  });

  it('leaves out what touches nobody, since its chain is too long', () => {
    const chain = Array.from({ length: LONGEST_CHAIN + 1 }, (_, index) => `f${index}`);

    const united = unite([aDataEvent({ chain }), aDataEvent({ chain: chain.slice(1) })]);

    expect(united.map((event) => event.chain)).toEqual([chain.slice(1)]);
  });

  it('makes nothing of nothing', () => {
    expect(unite([])).toEqual([]);
  });

  it('counts the bytes of an endpoint once, however often it is named', () => {
    const endpoints = [`kitchen/${'x'.repeat(4_000)}`];

    const united = unite(Array.from({ length: 50 }, () => aDataEvent({ endpoints })));

    expect(united).toHaveLength(1);
  });

  it('makes messages of which ten fit into what a queue takes at once', () => {
    const chain = ['f1', 'f2', 'f3'];
    const many = Array.from({ length: 10_000 }, (_, index) =>
      aDataEvent({ endpoints: [`kitchen/${'x'.repeat(40)}-${index}`], chain }),
    );

    const united = unite(many);

    expect(united.flatMap(({ endpoints }) => endpoints)).toEqual(many.flatMap(({ endpoints }) => endpoints));
    expect(Math.max(...united.map(jsonBytes))).toBeLessThan(262_144 / 10);
    expect(new Set(united.map(({ eventId }) => eventId)).size).toBe(united.length);
  });
});
