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
    fc.assert(
      fc.property(fc.array(fc.uuid()), fc.infiniteStream(fc.nat()), (ids, picks) => {
        const repeats = [...picks.take(ids.length)].map((pick) => ids[pick % ids.length] ?? '');

        const counters = countRecords({ feed: [...repeats, ...ids, ...repeats].map(tweet) });

        expect(counters).toEqual({ feed: new Set(ids).size });
      }),
    );
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (data) => {
        const json = JSON.parse(JSON.stringify(data) ?? 'null');

        const counters = countRecords(json);

        expect(Object.values(counters).every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      }),
    );
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
