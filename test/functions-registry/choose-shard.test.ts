import fc from 'fast-check';
import { chooseShard } from '../../functions-registry/choose-shard.ts';

const ids = (count: number) => Array.from({ length: count }, (_, number) => `function-${number}`);

/** The shards of so many functions, each added when the former ones were there. */
function filled(count: number): { shards: (number | undefined)[]; taken: Map<number, number> } {
  const taken = new Map<number, number>();
  const shards = ids(count).map((id) => {
    const shard = chooseShard(id, taken);
    if (shard !== undefined) taken.set(shard, (taken.get(shard) ?? 0) + 1);
    return shard;
  });
  return { shards, taken };
}

describe('the shard of a new function', () => {
  it('follows from its id alone while shards have room', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9-]{1,39}$/),
        fc.nat(127),
        fc.nat(81),
        (id, other, count) => {
          expect(chooseShard(id, new Map([[other, count]]))).toBe(chooseShard(id, new Map()));
        },
      ),
    );
  });

  it('is another when that one is full', () => {
    const first = chooseShard('step-counter', new Map()) as number;

    const next = chooseShard('step-counter', new Map([[first, 82]]));

    expect(next).toBe((first + 1) % 128);
  });

  it('fills no shard above 82, with 5,000 functions as with all that fit', () => {
    for (const count of [5_000, 128 * 82]) {
      const { shards, taken } = filled(count);

      expect(shards).not.toContain(undefined);
      expect(Math.max(...taken.values())).toBeLessThanOrEqual(82);
    }
  });

  it('is none when every shard is full', () => {
    const { taken } = filled(128 * 82);

    expect(chooseShard('one-more', taken)).toBeUndefined();
  });
});
