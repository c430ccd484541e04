import { EngineError } from '../../../core/errors.ts';
import {
  afterPart,
  beginInvoke,
  beginWrite,
  completeAttempt,
  keepReading,
  progressed,
  release,
  startAgain,
} from '../../../core/execute/steps.ts';
import { aConfiguration, anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const AT = { entry: anEntry({ timeout: 60 }), now: NOW };
const COUNTS = { ...anAttempt().counts, parts: 1, recordsIn: 3, recordsOut: 1 };
const WRITING = { firstRecordId: uuid(1), last: false, counts: COUNTS };
const running = (attempt = anAttempt()) =>
  aStatus({ attempt, leaseToken: 3, lease: { phase: 'reading', expiresAt: later(120).toISOString() } });

describe('beginInvoke', () => {
  it('pins the part, and holds the lease for as long as the function may take', () => {
    const next = beginInvoke(running(), { until: '9', partUntil: '5' }, AT);

    expect(next).toMatchObject({
      revision: 2,
      leaseToken: 3,
      attempt: { until: '9', partUntil: '5' },
      lease: { phase: 'invoking', expiresAt: later(60 + 5 + 60).toISOString() },
      dueAt: later(125).toISOString(),
    });
  });

  it('forgets the write of a part before', () => {
    const next = beginInvoke(running(anAttempt({ writing: WRITING })), { until: '9', partUntil: '5' }, AT);

    expect(next.attempt?.writing).toBeUndefined();
  });

  it('is a fault of the engine without an attempt', () => {
    const step = () => beginInvoke(aStatus(), { until: '9', partUntil: '5' }, AT);

    expect(step).toThrow(new EngineError('A step was taken without an attempt; report this with the log.'));
  });
});

describe('keepReading', () => {
  it('takes the lease for another page', () => {
    const next = keepReading(running(), later(100));

    expect(next).toMatchObject({
      revision: 2,
      leaseToken: 3,
      attempt: anAttempt(),
      lease: { phase: 'reading', startBy: later(104).toISOString(), expiresAt: later(220).toISOString() },
      dueAt: later(220).toISOString(),
    });
  });
});

describe('startAgain', () => {
  it.each([
    ['reading', { phase: 'reading' as const, expiresAt: later(1).toISOString() }, 'reading', 120],
    ['invoking', { phase: 'invoking' as const, expiresAt: later(1).toISOString() }, 'invoking', 125],
    ['one that lost its lease', undefined, 'invoking', 125],
  ])('takes the step again that was taken too late: %s', (_which, lease, phase, seconds) => {
    const pinned = anAttempt({ until: '9', partUntil: '5' });

    const next = startAgain(aStatus({ attempt: pinned, lease }), AT);

    expect(next).toMatchObject({
      attempt: pinned,
      lease: { phase, startBy: later(4).toISOString(), expiresAt: later(seconds).toISOString() },
      dueAt: later(seconds).toISOString(),
    });
  });
});

describe('a wait for a slot', () => {
  const since = { waitingSince: later(-300).toISOString() };

  it('is over when the function has had its turn, not when a part is pinned', () => {
    const pinned = beginInvoke({ ...running(), ...since }, { until: '9', partUntil: '9' }, AT);

    const next = [beginWrite(pinned, WRITING, NOW), completeAttempt(pinned, anAttempt({ until: '9' }), AT)];

    expect(pinned).toMatchObject(since);
    expect(next.map(({ waitingSince }) => waitingSince)).toEqual([undefined, undefined]);
  });
});

describe('beginWrite', () => {
  it('ends the write before the lease', () => {
    const next = beginWrite(running(), WRITING, NOW);

    expect(next).toMatchObject({
      attempt: { writing: WRITING },
      lease: {
        phase: 'writing',
        writeDeadline: later(30).toISOString(),
        expiresAt: later(60).toISOString(),
      },
      dueAt: later(60).toISOString(),
    });
  });
});

describe('afterPart', () => {
  it('goes on where the part ended, with nothing left to be written', () => {
    const attempt = anAttempt({ from: '2', until: '9', partUntil: '5', part: 1, writing: WRITING });

    const next = afterPart(attempt, COUNTS);

    expect(next).toEqual(anAttempt({ from: '5', until: '9', part: 2, counts: COUNTS }));
  });
});

describe('progressed', () => {
  it.each([
    ['stays until a part is through', { part: 0, from: '2' }, '2'],
    ['moves with each part', { part: 1, from: '5' }, '5'],
    ['stays until a run over everything is through', { part: 1, from: '5', useAll: true }, '2'],
  ])('the cursor %s', (_what, attempt, cursor) => {
    const next = progressed(aStatus({ cursor: '2' }), anAttempt(attempt));

    expect(next.cursor).toBe(cursor);
  });

  it.each([
    ['knows more of it than the run', { until: '9', partUntil: '5', writing: WRITING, bundle: '{}' }],
    ['lacks what the run found out', { partUntil: '5' }],
  ])('nothing stored of the same part is lost when the status %s', (_what, stored) => {
    const status = aStatus({ cursor: '2', attempt: anAttempt({ part: 1, ...stored }) });
    const mine = anAttempt({ part: 1, from: '7', until: '8', bundle: '{"mine":1}' });

    const next = progressed(status, mine);

    const learnt = { until: '8', bundle: '{"mine":1}' };
    expect(next).toEqual({ ...status, attempt: { ...anAttempt({ part: 1 }), ...learnt, ...stored } });
  });
});

describe('completeAttempt', () => {
  const attempt = anAttempt({ at: later(-40).toISOString(), until: '9' });

  it('moves the cursor to the end of the window, and leaves nothing of the run', () => {
    const status = {
      ...running(attempt),
      failures: 4,
      notBefore: later(-5).toISOString(),
      executionStarted: later(-40).toISOString(),
      lastError: { code: 'FUNCTION_ERROR' as const, at: later(-90).toISOString() },
    };

    const next = completeAttempt(status, attempt, AT);

    expect(JSON.parse(JSON.stringify(next))).toEqual(
      aStatus({
        revision: 2,
        leaseToken: 3,
        cursor: '9',
        processedUntil: attempt.at,
        lastExecution: NOW.toISOString(),
      }),
    );
  });

  it.each([
    ['individual', { triggerType: 'individual' as const }, later(60).toISOString()],
    ['periodic', { triggerType: 'periodic' as const, period: 'P1D' }, undefined],
    ['manual', { triggerType: 'manual' as const }, undefined],
  ])('asks for what came meanwhile when the function is %s: %j', (_type, trigger, dueAt) => {
    const entry = anEntry({ configuration: aConfiguration({ trigger }) });

    const next = completeAttempt({ ...running(attempt), dirty: true }, attempt, { entry, now: NOW });

    expect(next).toMatchObject({ dirty: true });
    expect(next.dueAt).toBe(dueAt);
  });

  it('asks for what the owner wanted meanwhile', () => {
    const requested = { id: uuid(3), useAll: true };

    const next = completeAttempt({ ...running(attempt), requested }, attempt, AT);

    expect(next).toMatchObject({ requested, dueAt: later(60).toISOString() });
  });
});

describe('release', () => {
  it('gives the lease back and keeps the attempt', () => {
    const status = { ...running(), executionStarted: NOW.toISOString() };

    const next = release(status, AT.entry, NOW);

    expect(next).toMatchObject({ attempt: anAttempt(), dueAt: later(60).toISOString() });
    expect([next.lease, next.executionStarted]).toEqual([undefined, undefined]);
  });
});
