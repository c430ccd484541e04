import { hasLiveLease, holds } from '../../../core/execute/lease.ts';
import { revive } from '../../../core/manage/revive.ts';
import { functionStatusSchema } from '../../../core/model/function-status.ts';
import { anAttempt, aStatus, NOW } from '../../support/builders.ts';

/** A run was at work when the copy was made. */
const copy = aStatus({
  revision: 41,
  leaseToken: 7,
  cursor: 'c-9',
  attempt: anAttempt(),
  lease: { phase: 'writing', expiresAt: '2126-01-01T00:00:00.000Z' },
  requested: { id: anAttempt().id, useAll: true },
  dirty: true,
  dueAt: NOW.toISOString(),
});

describe('a status that comes back from a copy of the past', () => {
  it('is disabled and asks its owner again, since they may have disabled the function since', () => {
    const revived = revive(copy, { now: NOW, keepsConsent: false });

    expect(revived).toMatchObject({ enabled: false, dirty: false, cursor: 'c-9' });
    expect(revived).not.toHaveProperty('consent');
    expect(revived).not.toHaveProperty('dueAt');
  });

  it('goes on at once where the operator knows that nobody can have disabled it', () => {
    const revived = revive(copy, { now: NOW, keepsConsent: true });

    expect(revived).toMatchObject({ enabled: true, consent: copy.consent, dirty: true });
    expect(revived.dueAt).toBe(NOW.toISOString());
  });

  it('stays disabled where it was, whatever the operator knows', () => {
    const revived = revive(aStatus({ enabled: false }), { now: NOW, keepsConsent: true });

    expect(revived).toMatchObject({ enabled: false, dirty: false });
    expect(revived).not.toHaveProperty('consent');
  });

  it('has no run: what was at work then has ended, and may neither write nor be continued', () => {
    const revived = revive(copy, { now: NOW, keepsConsent: true });

    expect(hasLiveLease(revived, NOW)).toBe(false);
    expect(holds(revived, copy.leaseToken)).toBe(false);
    expect(revived).not.toHaveProperty('attempt');
    expect(revived).not.toHaveProperty('requested');
  });

  it('gives its next runs fences above all that a PDA can have seen, and requests made before are void', () => {
    const revived = revive(copy, { now: NOW, keepsConsent: true });

    expect(revived.leaseToken).toBeGreaterThan(copy.leaseToken + 100_000);
    expect(revived.epoch).toBeGreaterThan(copy.epoch + 100_000);
  });

  it('is the first of its key, so that it never replaces one that is there', () => {
    const revived = revive(copy, { now: NOW, keepsConsent: false });

    expect(revived.revision).toBe(1);
    expect(functionStatusSchema.parse(revived)).toEqual(revived);
  });
});
