import { type ExecutionRecord, NO_COUNTS } from '../../core/model/execution-record.ts';
import type { ExecutionStore } from '../../core/ports.ts';
import { CODE_HASH, FUNCTION, later, PDA, uuid } from '../support/builders.ts';
import type { Make } from './make.ts';

function aRecord(id: number, change: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    executionId: uuid(id),
    pda: PDA,
    functionId: FUNCTION,
    version: '1.0.0',
    codeHash: CODE_HASH,
    trigger: 'event',
    status: 'succeeded',
    startedAt: later(id).toISOString(),
    finishedAt: later(id + 1).toISOString(),
    ...NO_COUNTS,
    durationMs: 1000,
    sealed: true,
    ...change,
  };
}

const ids = (records: readonly ExecutionRecord[]) => records.map(({ executionId }) => executionId);

/** What every execution store must do. */
export function describeExecutionStore(name: string, make: Make<ExecutionStore>): void {
  describe(`execution store: ${name}`, () => {
    let store: ExecutionStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: store, close } = await make());
    });
    afterEach(() => close());

    it('keeps everything a record says', async () => {
      const record = aRecord(1, {
        status: 'failed',
        errorCode: 'FUNCTION_TIMEOUT',
        recordsIn: 3,
        bytesIn: 42,
      });

      await store.put(record, 1);

      expect(await store.ofPda(PDA, { skip: 0, take: 10 })).toEqual([record]);
    });

    it('has no end for a record of a run under way', async () => {
      const { finishedAt, ...running } = aRecord(1, { status: 'running' });

      await store.put(running, 1);

      expect(await store.ofPda(PDA, { skip: 0, take: 10 })).toEqual([running]);
    });

    it('is overwritten by the same or a newer run, and by no older one', async () => {
      await store.put(aRecord(1, { status: 'failed', recordsOut: 1 }), 5);

      const stored = [
        await store.put(aRecord(1, { status: 'failed', recordsOut: 2 }), 5),
        await store.put(aRecord(1, { status: 'failed', recordsOut: 3 }), 4),
        await store.put(aRecord(1, { status: 'failed', recordsOut: 4 }), 6),
        await store.put(aRecord(1, { status: 'failed', recordsOut: 5 }), 5),
      ];

      expect(stored).toEqual([true, false, true, false]);
      expect(await store.ofPda(PDA, { skip: 0, take: 10 })).toMatchObject([{ recordsOut: 4 }]);
    });

    it.each(['succeeded', 'empty'] as const)('does not take back that an execution %s', async (good) => {
      await store.put(aRecord(1, { status: good }), 5);

      const stored = [
        await store.put(aRecord(1, { status: 'cancelled' }), 6),
        await store.put(aRecord(1, { status: 'succeeded', recordsOut: 9 }), 7),
      ];

      expect(stored).toEqual([false, true]);
      expect(await store.ofPda(PDA, { skip: 0, take: 10 })).toMatchObject([{ recordsOut: 9 }]);
    });

    it('lists the newest first, whatever order they came in', async () => {
      for (const id of [2, 4, 1, 3]) await store.put(aRecord(id), 1);

      const records = await store.ofPda(PDA, { skip: 0, take: 10 });

      expect(ids(records)).toEqual([4, 3, 2, 1].map(uuid));
    });

    it('overwrites a record by its id', async () => {
      await store.put(aRecord(1, { status: 'failed', errorCode: 'INTERNAL' }), 1);
      await store.put(aRecord(1, { status: 'succeeded' }), 1);

      const records = await store.ofPda(PDA, { skip: 0, take: 10 });

      expect(records).toEqual([aRecord(1)]);
    });

    it.each([
      [0, 2, [5, 4]],
      [2, 2, [3, 2]],
      [4, 2, [1]],
      [5, 2, []],
      [0, 0, []],
    ])('skips %d and takes %d', async (skip, take, expected) => {
      for (const id of [1, 2, 3, 4, 5]) await store.put(aRecord(id), 1);

      const records = await store.ofPda(PDA, { skip, take });

      expect(ids(records)).toEqual(expected.map(uuid));
    });

    it('keeps runs apart that began in the same millisecond', async () => {
      const startedAt = later(0).toISOString();
      for (const id of [1, 2, 3]) await store.put(aRecord(id, { startedAt }), 1);

      const pages = await Promise.all([0, 1, 2].map((skip) => store.ofPda(PDA, { skip, take: 1 })));

      expect(ids(pages.flat()).toSorted()).toEqual([1, 2, 3].map(uuid));
    });

    it('shows nobody the executions of another', async () => {
      await store.put(aRecord(1, { pda: 'ben.localhost' }), 1);

      const records = await store.ofPda(PDA, { skip: 0, take: 10 });

      expect(records).toEqual([]);
    });

    it('lists past one page of answers', async () => {
      const codeHash = 'x'.repeat(300_000);
      for (const id of [1, 2, 3, 4, 5, 6, 7, 8]) await store.put(aRecord(id, { codeHash }), 1);

      const records = await store.ofPda(PDA, { skip: 1, take: 6 });

      expect(ids(records)).toEqual([7, 6, 5, 4, 3, 2].map(uuid));
    });
  });
}
