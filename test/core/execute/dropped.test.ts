import { droppedBy } from '../../../core/execute/dropped.ts';
import { disable, enable } from '../../../core/manage/decisions.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, later, NOW, uuid } from '../../support/builders.ts';

const WRITING = anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: anAttempt().counts } });
const running = aStatus({
  attempt: anAttempt(),
  lease: { phase: 'invoking', expiresAt: later(100).toISOString() },
});

describe('droppedBy', () => {
  const requested = { id: uuid(2), useAll: true };
  const dropped = (before: FunctionStatus, next: FunctionStatus) =>
    droppedBy(before, next, { entry: anEntry(), now: NOW });

  it('is the attempt under way, and the one that an unserved request would have become', () => {
    const before = { ...running, requested, cursor: '4' };

    const attempts = dropped(before, disable(before, NOW));

    expect(attempts).toEqual([
      anAttempt(),
      anAttempt({ id: uuid(2), trigger: 'manual', useAll: true, epoch: 1, from: undefined }),
    ]);
  });

  it.each([
    ['of nothing', aStatus()],
    ['of a write begun, which is settled', aStatus({ attempt: WRITING })],
  ])('is nothing %s', (_what, before) => {
    const attempts = dropped(before, disable(before, NOW));

    expect(attempts).toEqual([]);
  });

  it('is nothing when the owner agrees to the same, and all goes on', () => {
    const before = { ...running, requested };

    const attempts = dropped(before, enable(before, anEntry(), NOW));

    expect(attempts).toEqual([]);
  });
});
