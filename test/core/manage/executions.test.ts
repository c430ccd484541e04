import { executionRecord } from '../../../core/execute/record.ts';
import { listExecutions } from '../../../core/manage/executions.ts';
import { type ExecutionRecord, NO_COUNTS } from '../../../core/model/execution-record.ts';
import { changed } from '../../../core/model/function-status.ts';
import { anAttempt, anEntry, aStatus, CODE_HASH, later, NOW, PDA, uuid } from '../../support/builders.ts';
import { anotherEntry, managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const ALL = { skip: 0, take: 100 };

function ended(id: number, at: Date): ExecutionRecord {
  const attempt = anAttempt({ id: uuid(id), at: at.toISOString() });
  const context = { pda: PDA, entry: anEntry(), attempt, sealed: true, now: at };
  return executionRecord(context, { status: 'succeeded', counts: NO_COUNTS });
}

const lease = (seconds: number) => ({ phase: 'invoking' as const, expiresAt: later(seconds).toISOString() });
const idsOf = (records: readonly ExecutionRecord[]) => records.map(({ executionId }) => executionId);

describe('listExecutions', () => {
  it('shows the newest first', async () => {
    const engine = new MemoryEngine();
    for (const [id, seconds] of [
      [1, 0],
      [2, -60],
      [3, 60],
    ] as const) {
      await engine.executions.put(ended(id, later(seconds)), 1);
    }

    const records = await listExecutions(managementOf(engine), PDA, ALL);

    expect(idsOf(records)).toEqual([uuid(3), uuid(1), uuid(2)]);
  });

  it('shows every record on exactly one page, those that began together too', async () => {
    const engine = new MemoryEngine();
    for (const id of [1, 2, 3, 4, 5]) await engine.executions.put(ended(id, id === 3 ? later(1) : NOW), 1);
    const management = managementOf(engine);

    const pages = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((skip) => listExecutions(management, PDA, { skip, take: 1 })),
    );

    expect(idsOf(pages.flat()).toSorted()).toEqual([1, 2, 3, 4, 5].map(uuid));
  });

  it('shows what is under way, as the status has it', async () => {
    const attempt = anAttempt({ id: uuid(9), counts: { ...NO_COUNTS, parts: 1, recordsIn: 3 } });
    const engine = await MemoryEngine.started({}, { attempt, lease: lease(60) });
    await engine.executions.put({ ...ended(9, NOW), status: 'failed' }, 1);
    await engine.executions.put(ended(8, later(-60)), 1);
    engine.now = later(5);

    const records = await listExecutions(managementOf(engine), PDA, ALL);

    expect(records).toMatchObject([
      { executionId: uuid(9), status: 'running', parts: 1, recordsIn: 3, durationMs: 5000 },
      { executionId: uuid(8), status: 'succeeded' },
    ]);
    expect(records[0]).not.toHaveProperty('finishedAt');
  });

  it('shows what waits for its next try as it ended', async () => {
    const attempt = anAttempt({ id: uuid(9) });
    const engine = await MemoryEngine.started({}, { attempt });
    await engine.executions.put({ ...ended(9, NOW), status: 'failed' }, 1);

    const records = await listExecutions(managementOf(engine), PDA, ALL);

    expect(records).toMatchObject([{ executionId: uuid(9), status: 'failed' }]);
  });

  it('shows as running what waits to be resumed and has no record yet', async () => {
    const engine = await MemoryEngine.started({}, { attempt: anAttempt(), lease: lease(0) });

    const records = await listExecutions(managementOf(engine), PDA, ALL);

    expect(records).toMatchObject([{ executionId: anAttempt().id, status: 'running' }]);
  });

  it('pages over what is under way and what has ended alike', async () => {
    const engine = await MemoryEngine.started({}, { attempt: anAttempt({ id: uuid(9) }), lease: lease(60) });
    await engine.catalogue.put(anotherEntry('sleep-coach'));
    const other = anAttempt({ id: uuid(7), at: later(-30).toISOString() });
    await engine.statuses.replace(aStatus({ functionId: 'sleep-coach', attempt: other, lease: lease(60) }));
    await engine.executions.put(ended(8, later(-20)), 1);
    const management = managementOf(engine);

    const pages = await Promise.all([0, 2].map((skip) => listExecutions(management, PDA, { skip, take: 2 })));

    expect(pages.map(idsOf)).toEqual([[uuid(9), uuid(8)], [uuid(7)]]);
  });

  it('shows what a code means, and what to do', async () => {
    const engine = new MemoryEngine();
    await engine.executions.put({ ...ended(1, NOW), status: 'failed', errorCode: 'PDA_UNREACHABLE' }, 1);
    await engine.executions.put(ended(2, later(-60)), 1);

    const [failed, succeeded] = await listExecutions(managementOf(engine), PDA, ALL);

    expect(failed).toMatchObject({
      errorCode: 'PDA_UNREACHABLE',
      cause: 'The PDA did not answer.',
      remedy: 'Operator: check that the PDA is up; the run resumes by itself.',
    });
    expect(succeeded).toEqual(ended(2, later(-60)));
  });

  it('shows a run that ends at this moment once', async () => {
    const engine = await MemoryEngine.started({}, { attempt: anAttempt({ id: uuid(9) }), lease: lease(60) });
    const { ofPda } = engine.statuses;
    engine.statuses.ofPda = async function (pda) {
      const before = await ofPda.call(this, pda);
      await engine.executions.put(ended(9, NOW), 1);
      await this.replace(changed(await engine.status(), { attempt: undefined, lease: undefined }));
      return before;
    };
    const management = managementOf(engine);

    const lists = [await listExecutions(management, PDA, ALL), await listExecutions(management, PDA, ALL)];

    expect(lists.map(idsOf)).toEqual([[uuid(9)], [uuid(9)]]);
    expect(lists[1]).toMatchObject([{ status: 'succeeded' }]);
  });

  it('shows what is under way of a function that the registry has no more', async () => {
    const engine = new MemoryEngine();
    await engine.statuses.replace(aStatus({ attempt: anAttempt(), lease: lease(60) }));

    const records = await listExecutions(managementOf(engine), PDA, ALL);

    expect(records).toMatchObject([{ executionId: anAttempt().id, status: 'running', codeHash: CODE_HASH }]);
  });

  it("shows nobody another's executions", async () => {
    const engine = await MemoryEngine.started({}, { attempt: anAttempt(), lease: lease(60) });
    await engine.executions.put(ended(8, NOW), 1);

    const records = await listExecutions(managementOf(engine), 'ben.localhost', ALL);

    expect(records).toEqual([]);
  });
});
