import { type ClaimDecision, claim, dueAtWithoutLease, hasConsent } from '../../../core/execute/claim.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import type { Trigger } from '../../../core/model/trigger.ts';
import { aConfiguration, anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const NEW_ID = uuid(7);
const WRITING = { firstRecordId: uuid(1), last: true, counts: anAttempt().counts };
const ATTEMPT_WRITING = anAttempt({ writing: WRITING });
const WIDER = { ...anEntry().scope, reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'bank/accounts' }] };

const claimed = (status: Partial<FunctionStatus>, entry: Partial<CatalogueEntry> = {}): ClaimDecision =>
  claim(aStatus(status), { now: NOW, entry: anEntry(entry), trigger: 'event', newAttemptId: NEW_ID });

const triggeredBy = (trigger: Trigger) => ({ configuration: aConfiguration({ trigger }) });
const at = (seconds: number) => later(seconds).toISOString();

describe('claim', () => {
  it.each<[string, Partial<FunctionStatus>, Partial<CatalogueEntry>]>([
    ['the owner has not enabled it', { enabled: false, dirty: true }, {}],
    ['its version was recalled', { dirty: true }, { recalledVersions: ['1.0.0'] }],
    ['it is not available', { dirty: true }, { available: false }],
    ['nothing is agreed to', { dirty: true, consent: undefined }, {}],
    ['its new version wants more', { dirty: true }, { scope: WIDER }],
    ['its code is not what was agreed to as this version', { dirty: true }, { codeHash: 'b'.repeat(64) }],
    ['somebody is running it', { dirty: true, lease: { phase: 'reading', expiresAt: at(1) } }, {}],
    ['a pause is not over', { dirty: true, notBefore: at(1) }, {}],
    [
      'a pause is not over, though the owner asked',
      { requested: { id: uuid(1), useAll: false }, notBefore: at(1) },
      {},
    ],
    ['there is nothing to do', {}, {}],
    ['it is run by hand only', { dirty: true }, triggeredBy({ triggerType: 'manual' })],
    [
      'its period is not over',
      { dirty: true, lastExecution: '2026-03-01T09:00:00.000Z' },
      triggeredBy({ triggerType: 'periodic', period: 'P1D' }),
    ],
    ['it failed ten times in a row', { dirty: true, failures: 10 }, {}],
    ['all there is to go on with is of older consent', { attempt: anAttempt({ epoch: 0 }) }, {}],
  ])('declines when %s', (_why, status, entry) => {
    const decision = claimed(status, entry);

    expect(decision.kind).toBe('declined');
  });

  it.each<[string, Partial<FunctionStatus>, Partial<CatalogueEntry>]>([
    ['there is new data', { dirty: true }, {}],
    ['a lease has run out', { dirty: true, lease: { phase: 'invoking', expiresAt: at(0) } }, {}],
    ['a pause is over', { dirty: true, notBefore: at(0) }, {}],
    [
      'it has never run in its period',
      { dirty: true },
      triggeredBy({ triggerType: 'periodic', period: 'P1D' }),
    ],
    [
      'its period is over',
      { dirty: true, lastExecution: '2026-03-01T08:59:59.999Z' },
      triggeredBy({ triggerType: 'periodic', period: 'P1D' }),
    ],
    ['it failed nine times in a row', { dirty: true, failures: 9 }, {}],
    ['its new version wants less', { dirty: true }, { scope: { ...anEntry().scope, reads: [] } }],
  ])('begins a run when %s', (_why, status, entry) => {
    const decision = claimed(status, entry);

    expect(decision).toMatchObject({ kind: 'claimed', attempt: { id: NEW_ID, trigger: 'event', part: 0 } });
  });

  it('takes the lease, and everything there is to do with it', () => {
    const decision = claimed({ dirty: true, cursor: '4', leaseToken: 7, notBefore: at(-1), dueAt: at(-1) });

    expect(decision.next).toMatchObject({
      revision: 2,
      leaseToken: 8,
      lease: { phase: 'reading', expiresAt: at(120) },
      executionStarted: at(0),
      dueAt: at(120),
      dirty: false,
      attempt: { from: '4', epoch: 1, useAll: false, at: at(0) },
    });
    expect(decision.next?.notBefore).toBeUndefined();
  });

  it('goes on with a pending attempt in its pinned window, at the current version', () => {
    const attempt = anAttempt({ from: '3', until: '9', part: 2, version: '1.0.0' });

    const decision = claimed({ attempt, dirty: true }, { version: '1.0.1' });

    expect(decision).toMatchObject({ kind: 'claimed', attempt: { ...attempt, version: '1.0.1' } });
  });

  it('leaves data that came after a pinned window for a run of its own', () => {
    const decisions = ['9', undefined].map((until) =>
      claimed({ attempt: anAttempt({ until }), dirty: true }),
    );

    expect(decisions.map(({ next }) => next?.dirty)).toEqual([true, false]);
  });

  it('begins anew when the pending attempt is of older consent', () => {
    const decision = claimed({ attempt: anAttempt({ epoch: 0, until: '9' }), dirty: true });

    expect(decision).toMatchObject({ kind: 'claimed', attempt: { id: NEW_ID, epoch: 1 } });
  });

  it('goes on with an attempt of older consent that may have been written', () => {
    const attempt = anAttempt({ epoch: 0, until: '9', writing: WRITING });

    const decision = claimed({ attempt });

    expect(decision).toMatchObject({ kind: 'claimed', attempt });
  });

  it('serves what the owner asked for, whatever the trigger, the period and the failures', () => {
    const requested = { id: uuid(3), useAll: true };

    const decision = claimed(
      { requested, failures: 10, cursor: '4' },
      triggeredBy({ triggerType: 'manual' }),
    );

    expect(decision).toMatchObject({
      kind: 'claimed',
      attempt: { id: requested.id, trigger: 'manual', useAll: true },
    });
    expect(decision.next?.attempt?.from).toBeUndefined();
    expect(decision.next?.requested).toBeUndefined();
  });

  it('keeps what the owner asked for until the pending attempt is through', () => {
    const requested = { id: uuid(3), useAll: false };

    const decision = claimed({ attempt: anAttempt(), requested });

    expect(decision.next).toMatchObject({ attempt: { id: anAttempt().id }, requested });
  });

  it.each<[string, Partial<FunctionStatus>, Partial<CatalogueEntry>]>([
    ['not enabled', { enabled: false, dueAt: at(-1) }, {}],
    ['without work', { dueAt: at(0) }, {}],
  ])('takes a time that has passed out of the index of a function that is %s', (_why, status, entry) => {
    const decision = claimed({ ...status, waitingSince: at(-300) }, entry);

    expect(decision.next).toMatchObject({ revision: 2 });
    expect([decision.next?.dueAt, decision.next?.waitingSince]).toEqual([undefined, undefined]);
  });

  it.each<[string, Partial<FunctionStatus>, Partial<CatalogueEntry>]>([
    ['waits for its owner', { consent: undefined }, {}],
    ['is recalled', {}, { recalledVersions: ['1.0.0'] }],
  ])('forgets since when work has waited for a slot that %s', (_why, status, entry) => {
    const waiting = { ...status, attempt: anAttempt(), waitingSince: at(-300), dueAt: at(-1) };

    const decision = claimed(waiting, entry);

    expect(decision.next?.revision).toBe(2);
    expect(decision.next?.waitingSince).toBeUndefined();
  });

  it('remembers since when its work has waited for a slot, until it has had one', () => {
    const decision = claimed({ dirty: true, waitingSince: at(-300) });

    expect(decision).toMatchObject({ kind: 'claimed', next: { waitingSince: at(-300) } });
  });

  it.each<[string, Partial<CatalogueEntry>]>([
    ['recalled', { recalledVersions: ['1.0.0'] }],
    ['unavailable', { available: false }],
  ])(
    'ends what was begun of a function that is %s, and looks again at its work in an hour',
    (_why, entry) => {
      const decision = claimed({ attempt: anAttempt(), dueAt: at(-1) }, entry);

      const ended = [{ attempt: anAttempt() }];
      expect(decision).toMatchObject({ kind: 'declined', next: { dueAt: at(3600), dirty: true, ended } });
      expect(decision.next?.attempt).toBeUndefined();
    },
  );

  it('moves a time that has passed to the end of a pause', () => {
    const decision = claimed({ attempt: anAttempt(), notBefore: at(90), dueAt: at(-1) });

    expect(decision.next?.dueAt).toBe(at(90));
  });

  it('settles a write that was begun even when the owner has disabled the function since', () => {
    const writing = { firstRecordId: uuid(1), last: true, counts: NO_COUNTS };

    const decision = claimed({
      enabled: false,
      consent: undefined,
      epoch: 2,
      attempt: anAttempt({ writing }),
    });

    expect(decision).toMatchObject({ kind: 'claimed', attempt: { epoch: 1, writing } });
  });

  it('leaves a time to come alone', () => {
    const decision = claimed({ dueAt: at(1) });

    expect(decision).toEqual({ kind: 'declined', next: undefined });
  });

  it('tells that consent is needed, also where nobody was to look again', () => {
    const decision = claimed({ dirty: true }, { scope: WIDER });

    expect(decision.next).toMatchObject({ lastError: { code: 'CONSENT_NEEDED' } });
  });

  it.each<[string, Partial<FunctionStatus>, boolean]>([
    ['an attempt, whose data is to be read again', { attempt: anAttempt({ until: '9' }) }, true],
    ['a request, which was for no data in particular', { requested: { id: uuid(1), useAll: true } }, false],
  ])('needing consent, ends %s', (_what, pending, dirty) => {
    const told = { lastError: { code: 'CONSENT_NEEDED' as const, at: at(-60) } };

    const decision = claimed({ ...pending, ...told }, { scope: WIDER });

    expect(decision).toMatchObject({
      kind: 'declined',
      next: { dirty, ended: [{ errorCode: 'CONSENT_NEEDED' }], dueAt: at(60) },
    });
    expect([decision.next?.attempt, decision.next?.requested]).toEqual([undefined, undefined]);
  });

  it('tells once that consent is needed', () => {
    const first = claimed({ dirty: true, dueAt: at(-1) }, { scope: WIDER });
    const again = claim(first.next ?? aStatus(), {
      now: later(60),
      entry: anEntry({ scope: WIDER }),
      trigger: 'event',
      newAttemptId: NEW_ID,
    });

    expect(first.next).toMatchObject({ dirty: true, lastError: { code: 'CONSENT_NEEDED', at: at(0) } });
    expect(first.next?.dueAt).toBe(at(86_400));
    expect(again).toEqual({ kind: 'declined', next: undefined });
  });
});

describe('hasConsent', () => {
  it.each([
    ['the same', anEntry().scope, true],
    ['less', { ...anEntry().scope, reads: [] }, true],
    ['more', WIDER, false],
    ['another place', { ...anEntry().scope, namespace: 'bank' }, false],
  ])('to %s', (_what, scope, expected) => {
    const agreed = hasConsent(aStatus(), anEntry({ version: '2.0.0', scope }));

    expect(agreed).toBe(expected);
  });

  it.each([
    ['a new version', '1.0.1', true],
    ['the version that was agreed to', '1.0.0', false],
  ])('to other code as %s', (_what, version, expected) => {
    const agreed = hasConsent(aStatus(), anEntry({ version, codeHash: 'b'.repeat(64) }));

    expect(agreed).toBe(expected);
  });
});

describe('dueAtWithoutLease', () => {
  it.each<[string, Partial<FunctionStatus>, string | undefined]>([
    ['nothing to do', {}, undefined],
    ['new data', { dirty: true }, at(60)],
    ['new data, after a pause', { dirty: true, notBefore: at(300) }, at(300)],
    ['a pending attempt', { attempt: anAttempt() }, at(60)],
    ['a pending attempt, after a pause', { attempt: anAttempt(), notBefore: at(300) }, at(300)],
    ['an unserved request', { requested: { id: uuid(1), useAll: false } }, at(60)],
    ['new data for a suspended function', { dirty: true, failures: 10 }, undefined],
    [
      'an unserved request to a suspended function',
      { requested: { id: uuid(1), useAll: false }, failures: 10 },
      at(60),
    ],
    ['new data of a function that is not enabled', { enabled: false, dirty: true }, undefined],
    [
      'an end to be recorded',
      { enabled: false, ended: [{ attempt: anAttempt(), errorCode: 'DISABLED' }] },
      at(60),
    ],
    ['a write begun before its owner disabled it', { enabled: false, attempt: ATTEMPT_WRITING }, at(60)],
    [
      'anything else of a function that is not enabled',
      { enabled: false, dirty: true, attempt: anAttempt() },
      undefined,
    ],
  ])('with %s', (_what, status, expected) => {
    const dueAt = dueAtWithoutLease(aStatus(status), anEntry(), NOW);

    expect(dueAt).toBe(expected);
  });
});
