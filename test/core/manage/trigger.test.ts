import { ExecutionFailure } from '../../../core/errors.ts';
import { executionRecord } from '../../../core/execute/record.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { anAttempt, anEntry, later, NOW, PDA, uuid } from '../../support/builders.ts';
import { managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const FIRST_ID = uuid(501);

describe('triggerFunction', () => {
  it('waits for the run to end, and tells how', async () => {
    const engine = await MemoryEngine.started();
    await engine.save({ ml: 1 });
    await engine.run();

    const outcome = await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      false,
    );

    expect(outcome).toMatchObject({
      kind: 'ended',
      record: { executionId: FIRST_ID, trigger: 'manual', status: 'empty' },
    });
  });

  it('runs over everything when asked to', async () => {
    const engine = await MemoryEngine.started();
    await engine.save({ ml: 1 }, { ml: 2 });
    await engine.run();

    await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      true,
    );

    expect(engine.derived()).toEqual([{ drinks: 2 }, { drinks: 2 }]);
  });

  it('tells of a run that failed', async () => {
    const engine = await MemoryEngine.started({ runOnEmpty: true });
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_TIMEOUT');
    };

    const outcome = await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      false,
    );

    expect(outcome).toMatchObject({
      kind: 'ended',
      record: { status: 'failed', errorCode: 'FUNCTION_TIMEOUT' },
    });
  });

  it('starts a suspended function again', async () => {
    const engine = await MemoryEngine.started({}, { failures: 10, dirty: true });

    const outcome = await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      false,
    );

    expect(outcome).toMatchObject({ kind: 'ended', record: { status: 'empty' } });
    expect(await engine.status()).toMatchObject({ failures: 0 });
  });

  it('tells after 25 seconds that the run goes on', async () => {
    const engine = await MemoryEngine.started();

    const outcome = await triggerFunction(managementOf(engine), PDA, anEntry(), false);

    expect(outcome).toEqual({ kind: 'running', executionId: FIRST_ID });
    expect(engine.now).toEqual(later(25));
  });

  it('does not take a part that is through for the end', async () => {
    const engine = await MemoryEngine.started();
    const attempt = anAttempt({ id: FIRST_ID });
    const context = { pda: PDA, entry: anEntry(), attempt, sealed: true, now: later(1) };
    const states = ['running', 'running', 'succeeded'] as const;
    const meanwhile = async () => {
      const status = states[Math.round((engine.now.getTime() - NOW.getTime()) / 100) - 1] ?? 'succeeded';
      await engine.executions.put(executionRecord(context, { status, counts: NO_COUNTS }), 1);
    };

    const outcome = await triggerFunction(managementOf(engine, meanwhile), PDA, anEntry(), false);

    expect(outcome).toMatchObject({ kind: 'ended', record: { status: 'succeeded' } });
  });

  it('joins a trigger that is not served yet: one run answers both', async () => {
    const engine = await MemoryEngine.started({ runOnEmpty: true });
    let isServed = false;
    const management = managementOf(engine, async () => (isServed ? engine.run() : undefined));

    const first = await triggerFunction(management, PDA, anEntry(), false);
    isServed = true;
    const second = await triggerFunction(management, PDA, anEntry(), false);

    expect(first).toEqual({ kind: 'running', executionId: FIRST_ID });
    expect(second).toMatchObject({ kind: 'ended', record: { executionId: FIRST_ID } });
    expect(engine.processed()).toHaveLength(1);
  });

  it('loses nothing when the queue fails: reconcile brings it', async () => {
    const engine = await MemoryEngine.started();
    const send = async () => {
      throw new Error('the queue is down');
    };

    const triggering = triggerFunction({ ...managementOf(engine), queue: { send } }, PDA, anEntry(), false);
    await expect(triggering).rejects.toThrow('the queue is down');
    await engine.pass(60);
    await engine.run();

    expect(await engine.records()).toMatchObject([{ executionId: FIRST_ID, status: 'empty' }]);
  });

  it('takes a new id when the answer to its decision was lost and the run is over by then', async () => {
    const engine = await MemoryEngine.started();
    await engine.save({ ml: 1 });
    const { replace } = engine.statuses;
    engine.statuses.replace = async (next) => {
      engine.statuses.replace = replace;
      await replace.call(engine.statuses, next);
      await engine.run();
      await engine.save({ ml: 2 });
      engine.queue.take();
      return false;
    };

    await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      false,
    );

    expect(engine.derived()).toEqual([{ drinks: 1 }, { drinks: 1 }]);
  });

  it('tells at once when a run that is tried again before it fails once more', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_ERROR');
    };
    await engine.save({ ml: 1 });
    await engine.run();

    const outcome = await triggerFunction(
      managementOf(engine, () => engine.run()),
      PDA,
      anEntry(),
      false,
    );

    expect(outcome).toMatchObject({
      kind: 'ended',
      record: { status: 'failed', errorCode: 'FUNCTION_ERROR' },
    });
    expect(await engine.status()).toMatchObject({ failures: 2, requested: { useAll: false } });
  });
});
