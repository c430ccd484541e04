import { inTurns } from '../../core/in-turns.ts';

describe('inTurns', () => {
  it('answers in the order of the items, in whatever order they end', async () => {
    const ends: (() => void)[] = [];
    const task = (item: string) => new Promise<string>((resolve) => ends.push(() => resolve(`${item}!`)));

    const answers = inTurns(['a', 'b', 'c'], 3, task);
    for (const end of ends.toReversed()) end();

    expect(await answers).toEqual(['a!', 'b!', 'c!']);
  });

  it('has no more than so many under way at once', async () => {
    let underWay = 0;
    const seen: number[] = [];
    const task = async () => {
      seen.push(++underWay);
      await Promise.resolve();
      underWay -= 1;
    };

    await inTurns([1, 2, 3, 4, 5, 6, 7], 3, task);

    expect(seen).toHaveLength(7);
    expect(Math.max(...seen)).toBe(3);
  });

  it('begins nothing after a failure, and fails once what is under way has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const task = async (item: number) => {
      begun.push(item);
      if (item === 1) throw new Error('the first');
      await Promise.resolve();
      ended.push(item);
    };

    const all = inTurns([1, 2, 3, 4], 2, task);

    await expect(all).rejects.toThrow('the first');
    expect([begun, ended]).toEqual([[1, 2], [2]]);
  });
});
