import { fail } from '../../../core/execute/failure.ts';
import { ERROR_CODES, ERRORS, type ErrorCode } from '../../../core/model/error-code.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const running = (failures: number) =>
  aStatus({
    failures,
    cursor: '2',
    attempt: anAttempt({ until: '9' }),
    executionStarted: NOW.toISOString(),
    lease: { phase: 'invoking', expiresAt: later(125).toISOString() },
    dueAt: later(125).toISOString(),
  });
const WRITING = {
  phase: 'writing' as const,
  expiresAt: later(55).toISOString(),
  writeDeadline: later(25).toISOString(),
};
const INPUT = { code: 'FUNCTION_ERROR' as const, now: NOW, random: 0, entry: anEntry() };
const failed = (failures: number, code: ErrorCode = 'FUNCTION_ERROR') =>
  fail(running(failures), { ...INPUT, code });

describe('fail', () => {
  it.each<[ErrorCode, string | undefined]>([
    ['FUNCTION_ERROR', undefined],
    ['PDA_UNREACHABLE', later(-300).toISOString()],
  ])('ends a wait for a slot when the function had its turn: %s', (code, expected) => {
    const waiting = { ...running(0), waitingSince: later(-300).toISOString() };

    const { next } = fail(waiting, { ...INPUT, code });

    expect(next.waitingSince).toBe(expected);
  });

  it.each([
    [0, 1, 15],
    [1, 2, 30],
    [2, 3, 60],
    [3, 4, 120],
    [5, 6, 450],
  ])('counts the fault of a function that failed %d times: %d, pause %d s', (before, after, pause) => {
    const { next, parked } = failed(before);

    expect(parked).toBe(false);
    expect(next).toMatchObject({
      failures: after,
      notBefore: later(pause).toISOString(),
      dueAt: later(pause).toISOString(),
      attempt: { until: '9' },
      cursor: '2',
      lastError: { code: 'FUNCTION_ERROR', at: NOW.toISOString() },
    });
  });

  it('frees the lease', () => {
    const { next } = failed(0);

    expect([next.lease, next.executionStarted]).toEqual([undefined, undefined]);
  });

  it('waits the longer the longer others have kept an attempt from ending', () => {
    const attempt = anAttempt({ at: later(-2400).toISOString() });

    const { next } = fail({ ...running(0), attempt }, { ...INPUT, code: 'THROTTLED' });

    expect(next.notBefore).toBe(later(600).toISOString());
  });

  it.each<[string, ErrorCode, FunctionStatus['lease']]>([
    ['a write that the PDA did not answer', 'PDA_UNREACHABLE', WRITING],
    ['nothing of a write that the PDA refused', 'PDA_REFUSED', undefined],
  ])('leaves of the lease %s', (_what, code, left) => {
    const { next, parked } = fail({ ...running(2), lease: WRITING }, { ...INPUT, code });

    expect(parked).toBe(false);
    expect(next).toMatchObject({ failures: 2, attempt: { until: '9' }, lastError: { code } });
    expect([next.lease, next.dueAt]).toEqual([left, left?.expiresAt ?? later(30).toISOString()]);
  });

  it('is settled without an attempt and a lease, too', () => {
    const codes = ['PDA_UNREACHABLE', 'FUNCTION_ERROR'] as const;

    const left = codes.map((code) => fail(aStatus({ failures: 4 }), { ...INPUT, code }).next);

    expect(left.map(({ notBefore }) => notBefore)).toEqual([30, 240].map((s) => later(s).toISOString()));
    expect(left.map(({ parked }) => parked)).toStrictEqual([undefined, []]);
  });

  it('parks the attempt at the fifth failure: the cursor stays, and the next event reads it all again', () => {
    const { next, parked } = failed(4);

    expect(parked).toBe(true);
    expect(next).toMatchObject({
      failures: 5,
      dirty: true,
      cursor: '2',
      notBefore: later(240).toISOString(),
      parked: [anAttempt().id],
    });
    expect([next.attempt, next.dueAt]).toEqual([undefined, undefined]);
  });

  it('remembers the attempts that it parked, the latest fifty', () => {
    const earlier = Array.from({ length: 50 }, (_, index) => uuid(index));
    const before = { ...running(4), parked: earlier };

    const { next } = fail(before, INPUT);

    expect(next.parked).toEqual([anAttempt().id, ...earlier.slice(0, 49)]);
  });

  it.each([
    [4, 'when the pause is over', 240],
    [9, 'soon, though it is suspended', 60],
  ])('having parked at failure %d asks for what the owner wanted %s', (failures, _when, seconds) => {
    const requested = { id: uuid(1), useAll: false };

    const { next } = fail({ ...running(failures), requested }, INPUT);

    expect(next).toMatchObject({ requested, dueAt: later(seconds).toISOString() });
  });

  it('suspends at the tenth, so that only the owner starts it again', () => {
    const { next, parked } = failed(9);

    expect(parked).toBe(true);
    expect(next).toMatchObject({ failures: 10, dirty: true });
    expect([next.attempt, next.dueAt, next.notBefore]).toEqual([undefined, undefined, undefined]);
  });

  it.each(ERROR_CODES.filter((code) => ERRORS[code].fault !== 'function'))(
    'never counts %s against the function: it waits half a minute and goes on',
    (code) => {
      const { next, parked } = failed(4, code);

      expect(parked).toBe(false);
      expect(next).toMatchObject({
        failures: 4,
        notBefore: later(30).toISOString(),
        dueAt: later(30).toISOString(),
        attempt: { until: '9' },
      });
    },
  );

  it.each(ERROR_CODES.filter((code) => ERRORS[code].fault === 'function'))('counts %s', (code) => {
    const { next } = failed(0, code);

    expect(next.failures).toBe(1);
  });
});
