import { disable, enable, request } from '../../../core/manage/decisions.ts';
import { untouchedStatus } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, FUNCTION, later, NOW, PDA, uuid } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const { scope } = anEntry();
const WIDER = anEntry({
  version: '2.0.0',
  scope: { ...scope, reads: [...scope.reads, { endpoint: 'bank/accounts' }] },
});
const WRITING = anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: anAttempt().counts } });
const invoking = { phase: 'invoking' as const, expiresAt: at(100) };
const writing = { phase: 'writing' as const, expiresAt: at(60), writeDeadline: at(30) };
const endOf = (id: string) => ({ attempt: { id }, errorCode: 'DISABLED' });
const running = aStatus({ attempt: anAttempt(), lease: invoking, executionStarted: at(-5), dueAt: at(100) });

describe('enable', () => {
  it('stores what exactly was agreed to', () => {
    const next = enable(untouchedStatus(PDA, FUNCTION), anEntry(), NOW);

    expect(next).toMatchObject({
      enabled: true,
      epoch: 1,
      revision: 1,
      consent: { version: '1.0.0', scope, codeHash: anEntry().codeHash, at: at(0) },
    });
    expect(next.dueAt).toBeUndefined();
  });

  it.each([
    ['the same', anEntry()],
    ['a new version that reads the same', anEntry({ version: '1.1.0', codeHash: 'b'.repeat(64) })],
  ])('lets a run go on when the owner agrees to %s', (_what, entry) => {
    const next = enable(running, entry, NOW);

    expect(next).toMatchObject({
      epoch: 1,
      attempt: anAttempt(),
      lease: invoking,
      dueAt: at(100),
      consent: { version: entry.version, scope: entry.scope, codeHash: entry.codeHash },
    });
  });

  it('begins anew when the owner agrees to less, lest a run of the old version read on', () => {
    const less = { ...scope, reads: [] };

    const next = enable(running, anEntry({ version: '1.1.0', scope: less }), NOW);

    expect(next).toMatchObject({ epoch: 2, dirty: true, consent: { scope: less } });
    expect(next.attempt).toBeUndefined();
  });

  it.each([
    ['an attempt that waits', { attempt: anAttempt() }],
    ['a request', { requested: { id: uuid(1), useAll: true } }],
  ])('soon asks for %s, and keeps it, when the owner agrees to the same', (_what, unserved) => {
    const next = enable(aStatus(unserved), anEntry(), NOW);

    expect(next).toMatchObject({ ...unserved, dueAt: at(60) });
  });

  it('begins a new epoch when the owner agrees to more: a run under way is dropped, its data is not', () => {
    const next = enable(running, WIDER, NOW);

    expect(next).toMatchObject({ epoch: 2, dirty: true, dueAt: at(60), consent: { scope: WIDER.scope } });
    expect([next.attempt, next.lease, next.executionStarted]).toEqual([undefined, undefined, undefined]);
    expect(next.ended).toMatchObject([endOf(anAttempt().id)]);
  });

  it.each([
    ['nothing was agreed to', { consent: undefined }],
    ['what was agreed to is not enabled', { enabled: false }],
  ])('begins a new epoch when %s', (_what, before) => {
    const next = enable(aStatus(before), anEntry(), NOW);

    expect(next).toMatchObject({ enabled: true, epoch: 2, consent: { scope } });
  });

  it('begins a new epoch when the owner agrees again after a no', () => {
    const next = enable(disable(aStatus(), NOW), anEntry(), NOW);

    expect(next).toMatchObject({ enabled: true, epoch: 3 });
  });

  it('keeps what has begun to be written until it is known whether it was', () => {
    const next = enable(aStatus({ attempt: WRITING, lease: writing }), WIDER, NOW);

    expect(next).toMatchObject({ epoch: 2, attempt: WRITING, lease: writing, dueAt: at(60) });
  });

  it('soon asks whether what had begun to be written was, when nobody is at it any more', () => {
    const next = enable(aStatus({ attempt: WRITING, lease: { ...writing, expiresAt: at(0) } }), WIDER, NOW);

    expect(next).toMatchObject({ attempt: WRITING, dueAt: at(60) });
    expect(next.lease).toBeUndefined();
  });

  it('lifts a suspension and any pause', () => {
    const suspended = aStatus({
      failures: 10,
      dirty: true,
      notBefore: at(900),
      lastError: { code: 'FUNCTION_ERROR', at: at(-1) },
    });

    const next = enable(suspended, anEntry(), NOW);

    expect(next).toMatchObject({ failures: 0, epoch: 1, dueAt: at(60) });
    expect([next.notBefore, next.lastError]).toEqual([undefined, undefined]);
  });
});

describe('disable', () => {
  it('takes consent back, and drops the run with its lease', () => {
    const next = disable({ ...running, requested: { id: uuid(1), useAll: true } }, NOW);

    const { ended, ...rest } = JSON.parse(JSON.stringify(next));
    expect(rest).toEqual({
      ...untouchedStatus(PDA, FUNCTION),
      revision: 2,
      epoch: 2,
      dirty: true,
      dueAt: at(60),
    });
    expect(ended).toMatchObject([anAttempt().id, uuid(1)].map(endOf));
  });

  it('keeps the cursor, so that nothing is read twice when the owner comes back', () => {
    const next = disable(aStatus({ cursor: '9', lastExecution: at(-60) }), NOW);

    expect(next).toMatchObject({ cursor: '9', lastExecution: at(-60) });
  });

  it('leaves a write under way its lease', () => {
    const next = disable(aStatus({ attempt: WRITING, lease: writing, executionStarted: at(-5) }), NOW);

    expect(next).toMatchObject({
      enabled: false,
      attempt: WRITING,
      lease: writing,
      executionStarted: at(-5),
      dueAt: writing.expiresAt,
    });
  });

  it('drops the lease of a write that has run out, and soon asks whether it was written', () => {
    const next = disable(aStatus({ attempt: WRITING, lease: { ...writing, expiresAt: at(0) } }), NOW);

    expect(next.lease).toBeUndefined();
    expect(next).toMatchObject({ attempt: WRITING, dueAt: at(60) });
  });
});

describe('what an owner decides', () => {
  const waiting = aStatus({ dirty: true, waitingSince: at(-300), notBefore: at(20) });

  it.each([
    ['enabling', enable(waiting, anEntry(), NOW)],
    ['disabling', disable(waiting, NOW)],
    ['asking', request(waiting, { id: uuid(2), useAll: false, now: NOW })],
  ])('%s ends a wait for a slot: what comes of it waits anew', (_what, next) => {
    expect(next?.revision).toBe(2);
    expect([next?.waitingSince, next?.notBefore]).toEqual([undefined, undefined]);
  });
});

describe('request', () => {
  const asked = { id: uuid(2), useAll: false, now: NOW };

  it('is remembered, and lifts a suspension and any pause', () => {
    const next = request(aStatus({ failures: 10, notBefore: at(900) }), asked);

    expect(next).toMatchObject({ requested: { id: uuid(2), useAll: false }, failures: 0, dueAt: at(60) });
    expect(next?.notBefore).toBeUndefined();
  });

  it('lets failures count on, or it alone would keep an attempt from being given up', () => {
    const next = request(aStatus({ failures: 4, notBefore: at(900) }), asked);

    expect(next?.failures).toBe(4);
    expect(next?.notBefore).toBeUndefined();
  });

  it('changes nothing where the owner has not enabled the function', () => {
    const next = request(aStatus({ enabled: false }), asked);

    expect(next).toBeUndefined();
  });

  it.each([
    [false, false, false],
    [false, true, true],
    [true, false, true],
  ])('joins one not served yet (everything: %s and %s make %s)', (first, second, useAll) => {
    const waiting = aStatus({ requested: { id: uuid(1), useAll: first } });

    const next = request(waiting, { ...asked, useAll: second });

    expect(next?.requested).toEqual({ id: uuid(1), useAll });
  });

  it('leaves a run under way its time', () => {
    const next = request(running, asked);

    expect(next).toMatchObject({ dueAt: at(100), lease: invoking });
  });
});
