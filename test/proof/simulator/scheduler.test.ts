import { Scheduler } from '../../../proof/simulator/world/scheduler.ts';
import { later, NOW } from '../../support/builders.ts';

describe('Scheduler', () => {
  it('runs tasks in the order of their times, and of two at once the first one asked for', async () => {
    const scheduler = new Scheduler(NOW);
    const ran: string[] = [];
    for (const [name, at] of [
      ['c', 30],
      ['a', 10],
      ['d', 30],
      ['b', 20],
    ] as const)
      scheduler.after(at, () => ran.push(name));

    await scheduler.pass(30);

    expect(ran).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets everything a task sets off come to a stop before the next begins', async () => {
    const scheduler = new Scheduler(NOW);
    const ran: string[] = [];
    const slow = async () => {
      for (let step = 0; step < 50; step++) await undefined;
      ran.push('first, to its end');
    };
    scheduler.after(10, () => void slow());
    scheduler.after(10, () => ran.push('second'));

    await scheduler.pass(10);

    expect(ran).toEqual(['first, to its end', 'second']);
  });

  it('runs what tasks ask for, and nothing after the time that passes', async () => {
    const scheduler = new Scheduler(NOW);
    const ran: Date[] = [];
    const again = () => {
      ran.push(scheduler.now);
      scheduler.after(400, again);
    };
    again();

    await scheduler.pass(1_000);

    expect(ran).toEqual([NOW, later(0.4), later(0.8)]);
    expect(scheduler.now).toEqual(later(1));
  });
});
