import { cannotRun, claim } from '../../../core/execute/claim.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const requested = { id: uuid(1), useAll: true };
const WRITING = anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: anAttempt().counts } });

describe('a function that cannot run', () => {
  it.each<[string, string, Partial<CatalogueEntry>]>([
    ['its version was recalled', 'RECALLED', { recalledVersions: ['1.0.0'] }],
    ['it says that it is unavailable', 'FUNCTION_UNAVAILABLE', { available: false }],
    ['both, of which the recall says more', 'RECALLED', { available: false, recalledVersions: ['1.0.0'] }],
  ])('ends what was begun with the reason: %s (%s)', (_why, errorCode, change) => {
    const input = { now: NOW, entry: anEntry(change), trigger: 'event' as const, newAttemptId: uuid(7) };

    const { next } = claim(aStatus({ attempt: anAttempt() }), input);

    expect(next?.ended).toEqual([{ attempt: anAttempt(), errorCode }]);
  });

  it('ends what the owner asked for, too', () => {
    const next = cannotRun(aStatus({ requested }), 'RECALLED', NOW);

    expect(next).toMatchObject({
      dirty: false,
      dueAt: at(3600),
      ended: [{ attempt: { id: requested.id, useAll: true }, errorCode: 'RECALLED' }],
    });
    expect(next?.requested).toBeUndefined();
  });

  it.each<[string, Partial<FunctionStatus>]>([
    ['a run under way', { attempt: anAttempt(), lease: { phase: 'invoking', expiresAt: at(60) } }],
    ['a write that was begun, until it is settled', { attempt: WRITING, requested }],
    ['a function with nothing begun', { dirty: true }],
  ])('lets be, and looks at again in an hour: %s', (_what, change) => {
    const passed = aStatus({ ...change, dueAt: at(0) });
    const toCome = aStatus({ ...change, dueAt: at(1) });

    const left = [passed, toCome].map((status) => cannotRun(status, 'RECALLED', NOW));

    expect(left).toEqual([{ ...passed, revision: 2, dueAt: at(3600) }, undefined]);
  });

  it('is not looked at again when nothing is left to be done', () => {
    const next = cannotRun(aStatus({ dueAt: at(0) }), 'RECALLED', NOW);

    expect(next?.revision).toBe(2);
    expect(next?.dueAt).toBeUndefined();
  });
});
