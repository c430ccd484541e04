import { CleanUp } from '../../local/clean-up.ts';

describe('CleanUp', () => {
  it('undoes what was begun last first, one after the other', async () => {
    const undone: number[] = [];
    const cleanUp = new CleanUp();
    for (const step of [1, 2, 3]) {
      cleanUp.later(async () => {
        await Promise.resolve();
        undone.push(step);
      });
    }

    await cleanUp.run();

    expect(undone).toEqual([3, 2, 1]);
  });

  it('undoes everything though a step fails, and tells of the first that did', async () => {
    const undone: number[] = [];
    const cleanUp = new CleanUp();
    cleanUp.later(() => undone.push(1));
    cleanUp.later(() => Promise.reject(new Error('second')));
    cleanUp.later(() => {
      throw new Error('third');
    });

    await expect(cleanUp.run()).rejects.toThrow('third');

    expect(undone).toEqual([1]);
  });

  it('undoes nothing twice', async () => {
    const undone: number[] = [];
    const cleanUp = new CleanUp();
    cleanUp.later(() => undone.push(1));

    await Promise.all([cleanUp.run(), cleanUp.run()]);

    expect(undone).toEqual([1]);
  });
});
