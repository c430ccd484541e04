import { drained, hasLiveLease, holds, invokingLease } from '../../../core/execute/lease.ts';
import { aStatus, later, NOW } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const invoking = { phase: 'invoking' as const, expiresAt: at(100), startBy: at(4) };
const writing = { phase: 'writing' as const, expiresAt: at(60), writeDeadline: at(30) };
const draining = { phase: 'draining' as const, expiresAt: at(3) };

describe('a lease', () => {
  it('lives until it expires', () => {
    const status = aStatus({ lease: invoking });

    expect([99, 100].map((seconds) => hasLiveLease(status, later(seconds)))).toEqual([true, false]);
    expect(hasLiveLease(aStatus(), NOW)).toBe(false);
  });

  it.each([
    ['the token is the one', { leaseToken: 3, lease: invoking }, true],
    ['a newer run has taken over', { leaseToken: 4, lease: invoking }, false],
    ['it was given back', { leaseToken: 3 }, false],
    ['the owner has ended the run', { leaseToken: 3, lease: draining }, false],
  ])('lets a run go on or not when %s', (_when, change, goesOn) => {
    expect(holds(aStatus(change), 3)).toBe(goesOn);
  });

  it('allows an invocation only for a few seconds, however long it lasts', () => {
    const lease = invokingLease('reading', NOW, 120_000);

    expect(lease).toEqual({ phase: 'reading', expiresAt: at(120), startBy: at(4) });
  });
});

describe('what an owner leaves of a lease', () => {
  it.each([
    ['a write, which is past its point of no return', writing, NOW, writing],
    [
      'the time in which an invocation may start, and the difference of clocks',
      invoking,
      NOW,
      { phase: 'draining', expiresAt: at(10) },
    ],
    ['nothing of an invocation that has started', invoking, later(10), undefined],
    ['what a decision before it left', draining, NOW, draining],
    ['nothing of a lease that has run out', writing, later(60), undefined],
    [
      'nothing of a lease of an engine that knew no such time',
      { ...invoking, startBy: undefined },
      NOW,
      undefined,
    ],
    ['nothing of nothing', undefined, NOW, undefined],
  ])('is %s', (_what, lease, now, left) => {
    expect(drained(aStatus({ lease }), now)).toEqual(left);
  });
});
