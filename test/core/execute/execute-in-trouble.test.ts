import { ExecutionFailure } from '../../../core/errors.ts';
import { execute } from '../../../core/execute/execute.ts';
import { disable } from '../../../core/manage/decisions.ts';
import { anEntry } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

describe('a run that is over', () => {
  it('stays over when asking for further work fails', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      engine.queue.send = async () => {
        throw new Error('SQS is down');
      };
      await engine.save({ ml: 2 }).catch(() => undefined);
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(await engine.records()).toMatchObject([{ status: 'succeeded' }]);
    expect(await engine.status()).toMatchObject({ cursor: '1', failures: 0, dirty: true });
    expect((await engine.status()).attempt).toBeUndefined();
  });

  it('stays over when its outcome cannot be published', async () => {
    const engine = await MemoryEngine.started();
    engine.deps.outcomes.publish = async () => {
      throw new Error('the bus is down');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(3600);
    await engine.run();

    expect(engine.processed()).toHaveLength(1);
    expect(await engine.records()).toMatchObject([{ status: 'succeeded' }]);
    expect(engine.internalErrors).toHaveLength(1);
  });
});

describe('a write that the PDA has not answered', () => {
  it('keeps its lease until it must have ended, so that disable waits for it', async () => {
    const engine = await MemoryEngine.started();
    engine.pda.writeDerived = async () => {
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();

    const { lease, dueAt } = await engine.status();
    expect(lease).toMatchObject({ phase: 'writing' });
    expect(dueAt).toBe(lease?.expiresAt);
  });

  it('is settled after disable, so that what was written has its record', async () => {
    const engine = await MemoryEngine.started();
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async function (batch) {
      await writeDerived.call(this, batch);
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.statuses.replace(disable(await engine.status(), engine.now));
    await engine.pass(120);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(await engine.records()).toMatchObject([{ status: 'succeeded', recordsOut: 1 }]);
    expect((await engine.status()).dueAt).toBeUndefined();
  });
});

describe('an unsettled write of an attempt that may not go on', () => {
  const wider = {
    ...anEntry().scope,
    reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'bank/accounts' }],
  };

  it.each([
    ['a wider version', { version: '2.0.0', scope: wider }, 'CONSENT_NEEDED'],
    ['a recalled version', { recalledVersions: ['1.0.0'] }, 'RECALLED'],
  ])('is settled under %s, and nothing more is read', async (_what, change, errorCode) => {
    const engine = await MemoryEngine.started({ maxRecords: 1 });
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async function (batch) {
      await writeDerived.call(this, batch);
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 }, { ml: 2 });
    await engine.run();
    await engine.catalogue.put(anEntry(change));
    await engine.pass(120);
    await engine.run();

    expect(engine.processed()).toHaveLength(1);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode, recordsOut: 1 }]);
    expect(await engine.status()).toMatchObject({ cursor: '1', dirty: true });
  });
});

describe('a slow PDA', () => {
  it('keeps its reader: the lease is renewed as long as pages come', async () => {
    const engine = await MemoryEngine.started();
    const { readWindow } = engine.pda;
    engine.pda.readWindow = async function (query) {
      await engine.pass(90);
      return readWindow.call(this, query);
    };

    await engine.save(...Array.from({ length: 20 }, (_, ml) => ({ ml })));
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 20 }]);
    expect(await engine.status()).toMatchObject({ leaseToken: 1 });
  });
});

describe('work that could not be done', () => {
  it('is done when a recalled version has been replaced', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async () => {
      await engine.catalogue.put(anEntry({ recalledVersions: ['1.0.0'] }));
      return [];
    };

    await engine.save({ ml: 1 }, { ml: 2 });
    const first = engine.run();
    await first;
    await engine.catalogue.put(anEntry({ version: '1.0.1' }));
    engine.body = countDrinks;
    await engine.pass(3600);
    await engine.run();

    expect(await engine.status()).toMatchObject({ dirty: false });
    expect((await engine.records()).at(-1)).toMatchObject({ status: 'succeeded' });
  });

  it('is done when a function is available again, though the event came before', async () => {
    const engine = await MemoryEngine.started({ available: false });

    await engine.save({ ml: 1 });
    await engine.pass(3600);
    await engine.run();
    await engine.catalogue.put(anEntry());
    await engine.pass(3600);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('costs a PDA that is gone less and less', async () => {
    const engine = await MemoryEngine.started();
    engine.pda.readWindow = async () => {
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    for (let minute = 0; minute < 24 * 60; minute++) {
      await engine.run();
      await engine.pass(60);
    }

    expect(engine.invocations.length).toBeLessThan(120);
    expect((await engine.status()).failures).toBe(0);
  });
});

describe('a failing function', () => {
  it('is tried again after a pause, on the same attempt', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      engine.body = countDrinks;
      throw new ExecutionFailure('FUNCTION_ERROR');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    const failed = await engine.records();
    await engine.pass(60);
    await engine.run();

    expect(failed).toMatchObject([{ status: 'failed', errorCode: 'FUNCTION_ERROR' }]);
    expect(await engine.records()).toMatchObject([
      { executionId: failed[0]?.executionId, status: 'succeeded' },
    ]);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('is asked for again only when its pause is over', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_ERROR');
    };

    await engine.save({ ml: 1 });
    const request = engine.queue.take();
    if (request) await execute(engine.deps, request);
    const atOnce = engine.queue.length;
    await engine.pass(60);

    expect(atOnce).toBe(0);
    expect(engine.queue.length).toBe(1);
  });

  it('is parked after five tries, and suspended after ten, with nothing lost', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_TIMEOUT');
    };

    await engine.save({ ml: 1 });
    for (let round = 0; round < 12; round++) {
      await engine.run();
      await engine.pass(3600);
      if ((await engine.status()).failures === 5) await engine.save({ ml: 2 });
    }

    expect(engine.processed()).toHaveLength(10);
    expect(engine.letters).toHaveLength(2);
    expect(engine.letters[0]?.reason).toMatch(/^FUNCTION_TIMEOUT: /);
    expect(await engine.status()).toMatchObject({ failures: 10, dirty: true });
    expect((await engine.status()).cursor).toBeUndefined();
  });

  it('keeps an attempt until its letter is stored, so that none is given up unseen', async () => {
    const engine = await MemoryEngine.started({}, { failures: 4 });
    const { put } = engine.deps.deadLetters;
    engine.deps.deadLetters.put = async () => {
      throw new Error('the disk is full');
    };
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_TIMEOUT');
    };
    await engine.save({ ml: 1 });

    await expect(engine.run()).rejects.toThrow('the disk is full');
    const kept = (await engine.status()).attempt;
    engine.deps.deadLetters.put = put;
    await engine.pass(3600);
    await engine.run();

    expect(engine.letters).toHaveLength(1);
    expect(JSON.parse(engine.letters[0]?.body ?? '')).toMatchObject({ executionId: kept?.id });
    expect(await engine.status()).toMatchObject({ parked: [kept?.id], failures: 5 });
  });

  it('writes no message of the function anywhere', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => [{ namespace: 'coach', leak: 'SECRET-TOKEN' }] as never;

    await engine.save({ note: 'SECRET-TOKEN' });
    await engine.run();

    const outside = [await engine.records(), await engine.status(), engine.letters, engine.published];
    expect(JSON.stringify(outside)).not.toContain('SECRET-TOKEN');
  });
});

describe('a PDA that does not answer', () => {
  it('never counts against the function, and the run resumes when it is back', async () => {
    const engine = await MemoryEngine.started();
    const { readWindow } = engine.pda;
    engine.pda.readWindow = async () => {
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    for (let round = 0; round < 12; round++) {
      await engine.run();
      await engine.pass(60);
    }
    engine.pda.readWindow = readWindow;
    await engine.pass(60);
    await engine.run();

    expect(engine.letters).toEqual([]);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });
});
