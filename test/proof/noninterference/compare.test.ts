import { compare } from '../../../proof/noninterference/compare.ts';
import { ASHA, BEN } from '../../../proof/noninterference/kinds.ts';
import type { Observation } from '../../../proof/noninterference/observe/recorder.ts';
import { NOW } from '../../support/builders.ts';

function seen(body: object, change: Partial<Observation> = {}): Observation {
  const about = { channel: 'execution table', about: ASHA, by: 'executor 1', at: NOW.getTime() } as const;
  return { ...about, ...change, body: JSON.stringify(body) };
}

const metrics = (durationMs: number) => seen({ durationMs }, { channel: 'Lambda metrics' });

describe('two plays', () => {
  it('may differ in a declared field, within its values, when inputs differ in every way', () => {
    const { difference, differed } = compare('signals', [seen({ recordsIn: 1 })], [seen({ recordsIn: 2 })]);

    expect(difference).toBeUndefined();
    expect([...differed]).toMatchObject([{ channel: 'execution table', field: 'recordsIn' }]);
  });

  it.each([
    ['a field that nobody declared', seen({ note: 'a' }), seen({ note: 'b' }), 'note'],
    ['a field that only one has', seen({}), seen({ note: 'b' }), 'note'],
    [
      'a value that is not among the declared',
      seen({ errorCode: 'A' }),
      seen({ errorCode: 'B' }),
      'errorCode',
    ],
    ['a declared field on another channel', seen({ tenant: 1 }), seen({ tenant: 2 }), 'tenant'],
    ['a time', seen({}), seen({}, { at: NOW.getTime() + 1 }), ''],
    ['a process', seen({}), seen({}, { by: 'executor 2' }), ''],
    ['the order in which fields are written', seen({ a: 1, b: 2 }), seen({ b: 2, a: 1 }), ''],
    [
      'what is about somebody else',
      seen({ recordsIn: 1 }, { about: BEN }),
      seen({ recordsIn: 2 }, { about: BEN }),
      'recordsIn',
    ],
  ])('may not differ in %s', (_what, one, other, place) => {
    const { difference } = compare('signals', [one], [other]);

    expect(difference).toMatchObject({ index: 0, place });
  });

  it('may differ in nothing when only contents do', () => {
    const { difference } = compare('contents', [seen({ recordsIn: 1 })], [seen({ recordsIn: 2 })]);

    expect(difference?.place).toBe('recordsIn');
  });

  const ended = (durationMs: number) => seen({ durationMs, finishedAt: NOW.toISOString() });

  it('may differ in declared times, and in nothing else, when functions choose how long they take', () => {
    const [recorded, counted] = [
      compare('times', [ended(4_804)], [ended(4_876)]),
      compare('times', [seen({ recordsIn: 1 })], [seen({ recordsIn: 2 })]),
    ];

    expect(recorded.difference).toBeUndefined();
    expect([...recorded.differed]).toMatchObject([{ channel: 'execution table', field: 'durationMs' }]);
    expect(counted.difference?.why).toBe('in times it is the same');
  });

  it.each([
    ['a duration of another tick', ended(4_804), ended(4_904), 'durationMs'],
    [
      'an exact duration in a log',
      seen({ fields: { version: '0.0.4804' } }, { channel: 'log' }),
      seen({ fields: { version: '0.0.4876' } }, { channel: 'log' }),
      'fields.version',
    ],
  ])('may not differ then in %s', (_what, one, other, place) => {
    const { difference } = compare('times', [one], [other]);

    expect(difference?.place).toBe(place);
  });

  it('may not differ in a time when functions do not choose it', () => {
    const { difference } = compare('signals', [ended(4_804)], [ended(4_876)]);

    expect(difference?.why).toBe('in signals it is the same');
  });

  it('may not end at different points', () => {
    const { difference } = compare('signals', [seen({}), seen({})], [seen({})]);

    expect(difference?.index).toBe(1);
  });

  it('are two stories once a free function has decided what comes next', () => {
    const { difference, compared } = compare(
      'free',
      [seen({}), metrics(1), seen({ note: 'a' })],
      [seen({}), metrics(2), seen({ note: 'b' })],
    );

    expect(difference).toBeUndefined();
    expect(compared).toBe(1);
  });

  it('are one story for somebody else even then', () => {
    const [his, others] = ['a', 'b'].map((note) => seen({ note }, { about: BEN }));

    const { difference } = compare(
      'free',
      [metrics(1), his as Observation],
      [metrics(2), others as Observation],
    );

    expect(difference?.place).toBe('note');
  });
});
