import { mayStartNow } from '../../../core/execute/start.ts';
import { aStatus, later } from '../../support/builders.ts';

/** A run that is about to invoke, and what it has to do before it may. */
function starting(startBy: number, { isHeld = false, waits = false, takesS = 0 } = {}) {
  const done: unknown[] = [];
  let [seconds, held] = [0, isHeld];
  const lease = {
    status: aStatus({
      ...(waits ? { waitingSince: later(-60).toISOString() } : {}),
      lease: {
        phase: 'invoking',
        startBy: later(startBy).toISOString(),
        expiresAt: later(300).toISOString(),
      },
    }),
  };
  const renewed = () => ({
    phase: 'invoking' as const,
    startBy: later(seconds + 4).toISOString(),
    expiresAt: '',
  });
  const start = mayStartNow({
    now: () => later(seconds),
    lease,
    slot: {
      get isHeld() {
        return held;
      },
      hold: async (isCrowded) => {
        done.push(isCrowded ? 'looks for a slot' : 'takes a slot');
        held = true;
        seconds += takesS;
      },
    },
    startAgain: async () => {
      done.push('starts again');
      lease.status = { ...lease.status, lease: renewed() };
    },
  });
  return { start, done };
}

describe('an invocation', () => {
  it.each([
    ['at once, in time and with a slot', 4, { isHeld: true }, []],
    ['when it has a slot', 4, {}, ['takes a slot']],
    ['when it has found a slot, if it waited for one', 4, { waits: true }, ['looks for a slot']],
    ['when it has asked again, too late as it was', 0, { isHeld: true }, ['takes a slot', 'starts again']],
    ['when it has asked again since a slot took long', 4, { takesS: 4 }, ['takes a slot', 'starts again']],
  ])('may start %s', async (_what, startBy, run, expected) => {
    const { start, done } = starting(startBy, run);

    await start;

    expect(done).toEqual(expected);
  });
});
