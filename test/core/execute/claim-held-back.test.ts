import { claim } from '../../../core/execute/claim.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const attempt = anAttempt({ until: '9' });
const requested = { id: uuid(1), useAll: true };
const TOLD = { lastError: { code: 'CONSENT_NEEDED' as const, at: at(-MINUTE) } };
const WIDER = { ...anEntry().scope, reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'bank/accounts' }] };

/** What is stored when a version wants more than the owner has agreed to. */
function heldBack(status: Partial<FunctionStatus>, candidate?: true): FunctionStatus | undefined {
  const entry = anEntry({ scope: WIDER, candidate });
  return claim(aStatus(status), { now: NOW, entry, trigger: 'event', newAttemptId: uuid(7) }).next;
}

describe('a version that waits for consent', () => {
  it.each<[string, Partial<FunctionStatus>, number | undefined]>([
    ['an hour later, with data to read', { dirty: true }, HOUR],
    ['an hour later, with an attempt whose data is to be read again', { attempt }, HOUR],
    ['an hour later, with both', { dirty: true, attempt }, HOUR],
    ['a minute later, with a request that ends here, to record it', { requested }, MINUTE],
    ['never, with nothing to do', {}, undefined],
  ])('is looked at again while it is on trial: %s', (_what, status, seconds) => {
    const next = heldBack(status, true);

    expect(next?.lastError?.code).toBe('CONSENT_NEEDED');
    expect(next?.dueAt).toBe(seconds && at(seconds));
  });

  it.each<[string, Partial<FunctionStatus>, number | undefined]>([
    ['a day later, with data to read', { dirty: true }, DAY],
    ['a minute later, with an attempt that ends here, to record it', { attempt }, MINUTE],
    ['a minute later, with data and an attempt', { dirty: true, attempt }, MINUTE],
    ['a minute later, with data and a request', { dirty: true, requested }, MINUTE],
    ['never, with nothing to do', {}, undefined],
  ])('is looked at again once everybody has it: %s', (_what, status, seconds) => {
    const next = heldBack(status);

    expect(next?.lastError?.code).toBe('CONSENT_NEEDED');
    expect(next?.dueAt).toBe(seconds && at(seconds));
  });

  it('is not looked at again, once it is told and nothing is left to do', () => {
    const waiting = heldBack({ ...TOLD, dueAt: at(-1) });
    const settled = heldBack({ ...TOLD });

    expect(waiting).toMatchObject({ revision: 2, dueAt: undefined });
    expect(settled).toBeUndefined();
  });

  it('is told once: looking again tells only when to look next', () => {
    const waitingSince = at(-DAY);

    const next = heldBack({ ...TOLD, dirty: true, dueAt: at(-1), waitingSince });

    expect(next).toEqual(aStatus({ ...TOLD, dirty: true, revision: 2, dueAt: at(DAY), waitingSince }));
  });
});
