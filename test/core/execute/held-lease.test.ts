import { MemoryStatusStore } from '../../../adapters/memory/status-store.ts';
import { HeldLease, LeaseLost } from '../../../core/execute/held-lease.ts';
import { changed, type FunctionStatus } from '../../../core/model/function-status.ts';
import { aStatus, FUNCTION, later, PDA } from '../../support/builders.ts';

const HELD = aStatus({
  leaseToken: 3,
  lease: { phase: 'invoking', expiresAt: later(60).toISOString() },
});
const DRAINING = { phase: 'draining' as const, expiresAt: later(5).toISOString() };
const moveCursor = (status: FunctionStatus) => changed(status, { cursor: '9' });

describe('HeldLease', () => {
  let statuses: MemoryStatusStore;
  let lease: HeldLease;

  beforeEach(async () => {
    statuses = new MemoryStatusStore();
    await statuses.replace(HELD);
    lease = new HeldLease(statuses, HELD);
  });

  it('stores what was decided', async () => {
    const next = await lease.change(moveCursor);

    expect(await statuses.find(PDA, FUNCTION)).toEqual(next);
    expect(lease.status).toEqual({ ...HELD, revision: 2, cursor: '9' });
  });

  it('decides anew on what somebody else has changed meanwhile', async () => {
    await statuses.replace(changed(HELD, { dirty: true }));

    await lease.change(moveCursor);

    expect(await statuses.find(PDA, FUNCTION)).toMatchObject({ revision: 3, cursor: '9', dirty: true });
  });

  it.each([
    ['a newer run has taken over', { leaseToken: 4 }],
    ['the owner has dropped it', { lease: undefined, enabled: false }],
  ])('is lost when %s, and changes nothing more', async (_why, change) => {
    await statuses.replace(changed(HELD, change));

    const changing = lease.change(moveCursor);

    await expect(changing).rejects.toThrow(new LeaseLost(changed(HELD, change)));
    await expect(changing).rejects.toMatchObject({ name: 'LeaseLost', message: 'the lease is gone' });
    expect(await statuses.find(PDA, FUNCTION)).toEqual(changed(HELD, change));
  });

  it('tells whoever lost it what the status is by now', async () => {
    const taken = changed(HELD, { leaseToken: 4 });
    await statuses.replace(taken);

    const lost = await lease.change(moveCursor).catch((error) => error.status);

    expect(lost).toEqual(taken);
  });

  it('is lost with its status', async () => {
    const nowhere = new HeldLease(new MemoryStatusStore(), HELD);

    const lost = await nowhere.change(moveCursor).catch((error) => error.status);

    expect(lost).toEqual({ ...HELD, lease: undefined });
  });

  it('lets nobody wait longer for a run that the owner ended and that has stopped', async () => {
    await statuses.replace(changed(HELD, { lease: DRAINING, enabled: false }));

    await lease.endDraining();

    const stored = await statuses.find(PDA, FUNCTION);
    expect(stored).toMatchObject({ revision: 3, enabled: false, leaseToken: 3 });
    expect(stored?.lease).toBeUndefined();
  });

  it.each([
    ['a newer run, which the owner ended too', { leaseToken: 4, lease: DRAINING }],
    ['a run that goes on', { dirty: true }],
    ['a status without a lease', { lease: undefined }],
  ])('leaves %s alone', async (_what, change) => {
    await statuses.replace(changed(HELD, change));

    await lease.endDraining();

    expect(await statuses.find(PDA, FUNCTION)).toEqual(changed(HELD, change));
  });
});
