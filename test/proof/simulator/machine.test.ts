import { NO_FAULTS } from '../../../proof/simulator/faults/profile.ts';
import { World } from '../../../proof/simulator/world/world.ts';

const LATE = { applyMs: 50_000, answerMs: 30_000, error: new Error('no answer'), note: 'late' };

describe('the machine of a simulated engine', () => {
  it.each([
    ['does late what a process that has ended asked for', false],
    ['takes along, when it stops, what a process that has ended asked for', true],
  ])('%s', async (_what, stops) => {
    const faults = () => ({ judge: () => LATE });
    const world = new World({ seed: 'test', profile: NO_FAULTS, faults, people: [], isTraced: false });
    let isDone = false;
    const write = () => {
      isDone = true;
    };
    void world.inProcess('executor', (process) =>
      process.call({ kind: 'pda', name: 'pda.write' }, write).catch(() => undefined),
    );

    await world.scheduler.pass(40_000);
    if (stops) world.killAll();
    await world.scheduler.pass(20_000);

    expect(isDone).toBe(!stops);
  });
});
