import { SCENARIO_NAMES } from '../../../proof/simulator/faults/profile.ts';
import { simulate } from '../../../proof/simulator/simulate.ts';

describe('a play', () => {
  it.each(SCENARIO_NAMES)('is the same again to the last line, for the same seed: %s', async (scenario) => {
    const [first, again] = [
      await simulate({ seed: 1, scenario, isTraced: true }),
      await simulate({ seed: 1, scenario, isTraced: true }),
    ];

    expect(first.trace.length).toBeGreaterThan(100);
    expect(again).toEqual(first);
  });

  it('is another one for another seed', async () => {
    const [one, other] = [
      await simulate({ seed: 1, scenario: 'storm', isTraced: true }),
      await simulate({ seed: 2, scenario: 'storm', isTraced: true }),
    ];

    expect(other.trace).not.toEqual(one.trace);
  });

  it('holds much: runs, faults, and processes that die', async () => {
    const { executions, invocations, calls, deaths, faults } = await simulate({ seed: 3, scenario: 'storm' });

    expect(Math.min(executions, invocations, calls, deaths, faults)).toBeGreaterThan(0);
  });
});
