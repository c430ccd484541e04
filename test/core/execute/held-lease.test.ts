import { MemoryStatusStore } from '../../../adapters/memory/status-store.ts';
import { HeldLease, LeaseLost } from '../../../core/execute/held-lease.ts';
import { changed, type FunctionStatus } from '../../../core/model/function-status.ts';
import { aStatus, FUNCTION, later, PDA } from '../../support/builders.ts';

const HELD = aStatus({
  leaseToken: 3,
  lease: { phase: 'invoking', expiresAt: later(60).toISOString() },
});
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

    await expect(changing).rejects.toThrow(LeaseLost);
    expect(await statuses.find(PDA, FUNCTION)).toEqual(changed(HELD, change));
  });
});
