import { changed, type FunctionStatus } from '../../core/model/function-status.ts';
import type { StatusStore } from '../../core/ports.ts';
import { anAttempt, anEntry, aStatus, FUNCTION, later, NOW, PDA, uuid } from '../support/builders.ts';
import type { Make } from './make.ts';

const at = (seconds: number) => later(seconds).toISOString();

/** A status that says all a status can say. */
const FULL: FunctionStatus = aStatus({
  leaseToken: 7,
  cursor: 'cursor-1',
  processedUntil: at(-60),
  lastExecution: at(-50),
  executionStarted: at(-5),
  attempt: anAttempt({
    useAll: true,
    from: 'cursor-0',
    until: 'cursor-9',
    partUntil: 'cursor-5',
    part: 3,
    bundle: JSON.stringify({
      drinks: { endpoints: [{ endpoint: 'kitchen/drinks', mapping: { n: 1e300 } }] },
    }),
    writing: { firstRecordId: uuid(1), last: false, counts: { ...anAttempt().counts, bytesIn: 12 } },
  }),
  lease: { phase: 'writing', expiresAt: at(60), writeDeadline: at(30) },
  requested: { id: uuid(2), useAll: false },
  dirty: true,
  notBefore: at(10),
  dueAt: at(60),
  failures: 3,
  lastError: { code: 'FUNCTION_TIMEOUT', at: at(-70) },
  consent: {
    version: '1.0.0',
    scope: { ...anEntry().scope, reads: [{ endpoint: 'kitchen/drinks', fields: ['ml', 'who.name'] }] },
    codeHash: 'c'.repeat(64),
    at: at(-100),
  },
});

/** A status of some 300 kB, so that a few make more than a page. */
function aLargeStatus(change: Partial<FunctionStatus>): FunctionStatus {
  const fields = Array.from({ length: 3000 }, (_, index) => `${'x'.repeat(95)}${index}`);
  const reads = [{ endpoint: 'kitchen/drinks', fields }];
  const consent = {
    version: '1.0.0',
    scope: { ...anEntry().scope, reads },
    codeHash: 'c'.repeat(64),
    at: at(0),
  };
  return aStatus({ consent, ...change });
}

/** What every status store must do. */
export function describeStatusStore(name: string, make: Make<StatusStore>): void {
  describe(`status store: ${name}`, () => {
    let store: StatusStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: store, close } = await make());
    });
    afterEach(() => close());

    it('has nothing at first', async () => {
      const found = [
        await store.find(PDA, FUNCTION),
        await store.ofPda(PDA),
        await store.due(later(9e9), 10),
      ];

      expect(found).toEqual([undefined, [], []]);
    });

    it('keeps everything a status says, nested fields too', async () => {
      const stored = await store.replace(FULL);

      expect(stored).toBe(true);
      expect(await store.find(PDA, FUNCTION)).toEqual(FULL);
    });

    it('loses the fields that a change sets to undefined', async () => {
      await store.replace(FULL);

      await store.replace(
        changed(FULL, { attempt: undefined, lease: undefined, notBefore: undefined, dueAt: undefined }),
      );

      const { attempt, lease, notBefore, dueAt, ...rest } = FULL;
      expect(await store.find(PDA, FUNCTION)).toEqual({ ...rest, revision: 2 });
      expect(await store.due(later(9e9), 10)).toEqual([]);
    });

    it.each([
      ['over one that is there', 1],
      ['over the same one', 2],
      ['over one that is not there yet', 4],
      ['over one that is long gone', 0],
    ])('does not store a change decided on another revision: %s', async (_what, revision) => {
      await store.replace(aStatus({ cursor: 'kept' }));
      await store.replace(aStatus({ cursor: 'kept', revision: 2 }));

      const stored = await store.replace(aStatus({ cursor: 'lost', revision }));

      expect(stored).toBe(false);
      expect(await store.find(PDA, FUNCTION)).toEqual(aStatus({ cursor: 'kept', revision: 2 }));
    });

    it('does not store a change of what is not there', async () => {
      const stored = await store.replace(aStatus({ revision: 2 }));

      expect(stored).toBe(false);
      expect(await store.find(PDA, FUNCTION)).toBeUndefined();
    });

    it.each([1, 2, 3])('has one winner among 50 that race for revision %d', async (revision) => {
      for (let before = 1; before < revision; before++) await store.replace(aStatus({ revision: before }));
      const racers = Array.from({ length: 50 }, (_, index) =>
        aStatus({ revision, cursor: `racer ${index}` }),
      );

      const won = await Promise.all(racers.map((racer) => store.replace(racer)));

      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.find(PDA, FUNCTION)).toEqual(racers[won.indexOf(true)]);
    });

    it('tells the functions of one PDA from those of another', async () => {
      await store.replace(aStatus());
      await store.replace(aStatus({ functionId: 'sleep-coach' }));
      await store.replace(aStatus({ pda: 'ben.localhost' }));

      const found = await store.ofPda(PDA);

      expect(found.map(({ functionId }) => functionId).toSorted()).toEqual([FUNCTION, 'sleep-coach']);
    });

    it('finds all of a PDA, past one page of answers', async () => {
      const ids = Array.from({ length: 8 }, (_, index) => `function-${index}`);
      await Promise.all(ids.map((functionId) => store.replace(aLargeStatus({ functionId }))));

      const found = await store.ofPda(PDA);

      expect(found.map(({ functionId }) => functionId).toSorted()).toEqual(ids);
    });

    it('has in its index what is due, the longest overdue first, and nothing else', async () => {
      const seconds = [-30, 0, 1, -10, 60, -20, -40, -50, -5];
      for (const [index, due] of seconds.entries()) {
        await store.replace(aStatus({ functionId: `f${index}`, dueAt: at(due) }));
      }
      await store.replace(aStatus({ functionId: 'idle' }));

      const due = await store.due(NOW, 100);

      expect(due.map(({ dueAt }) => dueAt)).toEqual([-50, -40, -30, -20, -10, -5, 0].map(at));
    });

    it('finds the longest overdue when there is more than it was asked for', async () => {
      const seconds = Array.from({ length: 30 }, (_, index) => -1 - ((index * 7) % 30));
      for (const [index, due] of seconds.entries()) {
        await store.replace(aStatus({ functionId: `f${index}`, dueAt: at(due) }));
      }

      const due = await store.due(NOW, 5);

      expect(due.map(({ dueAt }) => dueAt)).toEqual([-30, -29, -28, -27, -26].map(at));
    });

    it('finds all that is due, past one page of answers, whole', async () => {
      const statuses = Array.from({ length: 20 }, (_, index) =>
        aLargeStatus({ functionId: `f${index}`, dueAt: at(index - 30) }),
      );
      await Promise.all(statuses.map((status) => store.replace(status)));

      const due = await store.due(NOW, 100);

      expect(due).toEqual(statuses);
    });

    it('moves an item in its index with its time', async () => {
      await store.replace(aStatus({ dueAt: at(-1) }));
      await store.replace(aStatus({ revision: 2, dueAt: at(60) }));

      const due = await Promise.all([NOW, later(60)].map((now) => store.due(now, 10)));

      expect(due).toEqual([[], [aStatus({ revision: 2, dueAt: at(60) })]]);
    });
  });
}
