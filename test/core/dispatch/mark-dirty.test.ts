import { markDirty } from '../../../core/dispatch/mark-dirty.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { aStatus, later, NOW } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const lease = (seconds: number) => ({ phase: 'reading' as const, expiresAt: at(seconds) });

describe('markDirty', () => {
  it.each<[string, Partial<FunctionStatus>, boolean, string | undefined]>([
    ['due: reconcile looks in a minute', {}, true, at(60)],
    ['not due: nobody need look', {}, false, undefined],
    ['due, with an earlier look to come', { dueAt: at(5) }, true, at(5)],
    ['due, while a run holds it', { lease: lease(100), dueAt: at(100) }, true, at(100)],
    ['due by now, and dirty since before', { dirty: true }, true, at(60)],
    ['due, after a lease has run out', { lease: lease(0) }, true, at(60)],
  ])('%s', (_when, change, due, dueAt) => {
    const marked = markDirty(aStatus(change), due, NOW);

    expect(marked).toMatchObject({ dirty: true, revision: 2 });
    expect(marked?.dueAt).toBe(dueAt);
  });

  it.each<[string, Partial<FunctionStatus>, boolean]>([
    ['due', { dirty: true, dueAt: at(5) }, true],
    ['not due', { dirty: true }, false],
    ['at work', { dirty: true, lease: lease(100), dueAt: at(100) }, true],
  ])('changes nothing that says so already: %s', (_when, change, due) => {
    const marked = markDirty(aStatus(change), due, NOW);

    expect(marked).toBeUndefined();
  });
});
