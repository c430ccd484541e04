import { jest } from '@jest/globals';
import { repeat } from '../../local/repeat.ts';

describe('repeat', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('does it every time, and goes on after an error', async () => {
    const errors: unknown[] = [];
    let times = 0;
    const task = async () => {
      if (++times === 2) throw new Error('once');
    };

    const repeated = repeat(task, 100, (error) => errors.push(error));
    await jest.advanceTimersByTimeAsync(350);
    await repeated.stop();
    await jest.advanceTimersByTimeAsync(350);

    expect([times, errors]).toEqual([3, [new Error('once')]]);
  });

  it('leaves out what would be twice at once, and stops after what is at work', async () => {
    let [begun, ended] = [0, 0];
    const task = async () => {
      begun++;
      await new Promise((resolve) => setTimeout(resolve, 250));
      ended++;
    };

    const repeated = repeat(task, 100, () => undefined);
    await jest.advanceTimersByTimeAsync(320);
    const stopping = repeated.stop();
    await jest.advanceTimersByTimeAsync(250);
    await stopping;

    expect([begun, ended]).toEqual([1, 1]);
  });
});
