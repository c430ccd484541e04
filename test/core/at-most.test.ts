import { setImmediate } from 'node:timers/promises';
import { atMost } from '../../core/at-most.ts';

describe('atMost', () => {
  it('has no more than so many under way, and begins the next whenever one ends', async () => {
    const turns = atMost(2);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const task = (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name);
        ends.push(() => resolve(name));
      });
    const all = Promise.all(['a', 'b', 'c'].map((name) => turns(task(name))));
    await setImmediate();
    const atFirst = [...begun];

    for (let end = ends.shift(); end; end = ends.shift()) {
      end();
      await setImmediate();
    }

    expect([atFirst, begun]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    expect(await all).toEqual(['a', 'b', 'c']);
  });

  it('goes on after a failure', async () => {
    const turns = atMost(1);

    const [first, second] = await Promise.allSettled([
      turns(() => Promise.reject(new Error('no'))),
      turns(() => Promise.resolve('yes')),
    ]);

    expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'yes' }]);
  });
});
