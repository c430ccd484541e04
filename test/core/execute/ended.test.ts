import { MemoryExecutionStore } from '../../../adapters/memory/execution-store.ts';
import { MemoryStatusStore } from '../../../adapters/memory/status-store.ts';
import { recordEnded } from '../../../core/execute/ended.ts';
import { disable, enable } from '../../../core/manage/decisions.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import {
  anAttempt,
  anEntry,
  aStatus,
  CODE_HASH,
  FUNCTION,
  later,
  NOW,
  PDA,
  uuid,
} from '../../support/builders.ts';

const WRITING = anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: anAttempt().counts } });
const running = aStatus({
  leaseToken: 7,
  attempt: anAttempt({ bundle: '{}' }),
  lease: { phase: 'invoking', expiresAt: later(100).toISOString() },
});
const requested = { id: uuid(2), useAll: true };

describe('what a decision ends', () => {
  it('is the attempt under way, and the one that an unserved request would have become', () => {
    const before = { ...running, requested, cursor: '4' };

    const { ended, dueAt } = disable(before, NOW);

    expect(ended).toEqual([
      { attempt: anAttempt(), errorCode: 'DISABLED' },
      {
        attempt: anAttempt({ id: uuid(2), trigger: 'manual', useAll: true, codeHash: CODE_HASH }),
        errorCode: 'DISABLED',
      },
    ]);
    expect(dueAt).toBe(later(60).toISOString());
  });

  it('is kept beside what an earlier one ended', () => {
    const first = disable(running, NOW);
    const again = { ...enable(first, anEntry(), NOW), attempt: anAttempt({ id: uuid(3), epoch: 3 }) };

    const { ended } = disable(again, NOW);

    expect(ended?.map(({ attempt }) => attempt.id)).toEqual([anAttempt().id, uuid(3)]);
  });

  it.each([
    ['of nothing', aStatus()],
    ['of a write begun, which is settled', aStatus({ attempt: WRITING })],
  ])('is nothing %s', (_what, before) => {
    expect(disable(before, NOW).ended).toBeUndefined();
  });

  it('is nothing when the owner agrees to the same, and all goes on', () => {
    expect(enable({ ...running, requested }, anEntry(), NOW).ended).toBeUndefined();
  });
});

describe('recordEnded', () => {
  const store = async (status: FunctionStatus) => {
    const statuses = new MemoryStatusStore();
    await statuses.replace({ ...status, revision: 1 });
    return { statuses, executions: new MemoryExecutionStore(), sealed: true, now: () => later(1) };
  };

  it('records what was ended as cancelled, and forgets it', async () => {
    const ended = { ...disable(running, NOW), revision: 1 };
    const deps = await store(ended);

    await recordEnded(deps, ended, anEntry());

    const outcome = { status: 'cancelled', errorCode: 'DISABLED' };
    expect(deps.executions.all).toMatchObject([{ executionId: anAttempt().id, ...outcome }]);
    expect(await deps.statuses.find(PDA, FUNCTION)).not.toMatchObject({ ended: expect.anything() });
    expect((await deps.statuses.find(PDA, FUNCTION))?.dueAt).toBeUndefined();
  });

  it('leaves a write that was begun its time to be settled', async () => {
    const ended = { ...disable(aStatus({ attempt: WRITING, requested }), NOW), revision: 1 };
    const deps = await store(ended);

    await recordEnded(deps, ended, anEntry());

    const stored = await deps.statuses.find(PDA, FUNCTION);
    expect(stored).toMatchObject({ attempt: WRITING, dueAt: later(60).toISOString() });
    expect(stored?.ended).toBeUndefined();
  });

  it('leaves it for the next claim when the status has changed meanwhile', async () => {
    const ended = { ...disable(running, NOW), revision: 1 };
    const deps = await store(ended);
    await deps.statuses.replace({ ...ended, revision: 2, dirty: true });

    await recordEnded(deps, ended, anEntry());

    expect(await deps.statuses.find(PDA, FUNCTION)).toMatchObject({ dirty: true, ended: ended.ended });
  });

  it('stores nothing where nothing was ended', async () => {
    const deps = await store(aStatus());

    await recordEnded(deps, aStatus(), anEntry());

    expect(deps.executions.all).toEqual([]);
    expect(await deps.statuses.find(PDA, FUNCTION)).toEqual(aStatus());
  });
});
