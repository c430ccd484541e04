import * as fc from 'fast-check';
import { activityRecord, countRecords } from '../src/count-records.ts';

const tweet = (recordId: string) => ({ endpoint: 'twitter/tweets', recordId, data: {} });

describe('countRecords', () => {
  it('counts each property by itself, empty ones as 0', () => {
    const data = {
      'twitter/tweets': [tweet('a'), tweet('b')],
      'fitbit/sleep': [tweet('a')],
      'spotify/feed': [],
    };

    const counters = countRecords(data);

    expect(counters).toEqual({ 'twitter/tweets': 2, 'fitbit/sleep': 1, 'spotify/feed': 0 });
  });

  it('counts a record that comes twice once', () => {
    const twice = [tweet('a'), tweet('b'), { ...tweet('a'), data: { id: 1 } }];

    const counters = countRecords({ tweets: twice });

    expect(counters).toEqual({ tweets: 2 });
  });

  it('tells records without an id apart by their data, whatever the order of its keys', () => {
    const records = [
      { data: { id: 1, tags: [{ a: 1, b: 2 }] } },
      { data: { tags: [{ b: 2, a: 1 }], id: 1 } },
      { data: { id: 2 } },
    ];

    const counters = countRecords({ tweets: records });

    expect(counters).toEqual({ tweets: 2 });
  });

  it('takes the number 1 and the text "1" for two', () => {
    const counters = countRecords({ tweets: [{ data: { id: 1 } }, { data: { id: '1' } }] });

    expect(counters).toEqual({ tweets: 2 });
  });

  it('counts as many as there are ids, however often and in whatever order they come', () => {
    const deliveries = fc
      .uniqueArray(fc.uuid(), { minLength: 1 })
      .chain((ids) => fc.tuple(fc.constant(ids), fc.array(fc.constantFrom(...ids))));

    const law = fc.property(deliveries, ([ids, repeats]) => {
      const { feed } = countRecords({ feed: [...repeats, ...ids, ...repeats].map(tweet) });
      return feed === ids.length;
    });

    expect(() => fc.assert(law)).not.toThrow();
  });

  it('never fails, whatever it is given', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.array(fc.jsonValue())));

    const law = fc.property(anything, (data) =>
      Object.values(countRecords(data)).every((count) => Number.isInteger(count) && count >= 0),
    );

    expect(() => fc.assert(law)).not.toThrow();
  });
});

describe('activityRecord', () => {
  it('names the last count, if there was one', () => {
    const records = ['2026-11-01T06:00:00.000Z', undefined].map((since) =>
      activityRecord({ tweets: 1, sleep: 0 }, '2026-11-08T06:00:00.000Z', since),
    );

    expect(records).toEqual([
      {
        timestamp: '2026-11-08T06:00:00.000Z',
        since: '2026-11-01T06:00:00.000Z',
        counters: { tweets: 1, sleep: 0 },
      },
      { timestamp: '2026-11-08T06:00:00.000Z', counters: { tweets: 1, sleep: 0 } },
    ]);
  });

  it('is none when there was nothing to count', () => {
    const nothing: Record<string, number>[] = [{}, { tweets: 0, sleep: 0 }];

    const records = nothing.map((counters) => activityRecord(counters, 'now', undefined));

    expect(records).toEqual([undefined, undefined]);
  });
});
