import { ExecutionFailure } from '../../../core/errors.ts';
import { disable } from '../../../core/manage/decisions.ts';
import { aConfiguration, anEntry, FUNCTION, PDA } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

describe('a run', () => {
  it('writes what the function derived, records it, and moves the cursor', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 330 }, { ml: 250 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 2 }]);
    expect(await engine.records()).toMatchObject([
      { status: 'succeeded', trigger: 'event', parts: 1, recordsIn: 2, recordsOut: 1, sealed: true },
    ]);
    expect(await engine.status()).toMatchObject({ cursor: '2', dirty: false, failures: 0 });
  });

  it('leaves no trace of the attempt in the status once it is complete', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 330 });
    await engine.run();

    const { attempt, lease, executionStarted, dueAt, notBefore } = await engine.status();
    expect([attempt, lease, executionStarted, dueAt, notBefore]).toEqual(Array(5).fill(undefined));
  });

  it('reads each record once over all runs', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.save({ ml: 2 }, { ml: 3 });
    await engine.run();

    const read = engine.processed().map(({ request }) => request.data.drinks?.map(({ data }) => data));
    expect(read).toEqual([[{ ml: 1 }], [{ ml: 2 }, { ml: 3 }]]);
  });

  it('invokes nothing and records `empty` when there is nothing new', async () => {
    const engine = await MemoryEngine.started();

    await engine.save();
    await engine.run();

    expect(engine.processed()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'empty', recordsIn: 0 }]);
  });

  it('invokes with nothing where the manifest says so', async () => {
    const engine = await MemoryEngine.started({ runOnEmpty: true });

    await engine.save();
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 0 }]);
  });

  it('pages past a limit instead of dropping the rest', async () => {
    const bundle = { drinks: { endpoints: [{ endpoint: 'kitchen/drinks' }], limit: 3 } };
    const engine = await MemoryEngine.started({
      configuration: aConfiguration({ dataBundle: { name: 'x', bundle } }),
    });

    await engine.save(...Array.from({ length: 8 }, (_, ml) => ({ ml })));
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 3 }, { drinks: 3 }, { drinks: 2 }]);
    expect(await engine.records()).toMatchObject([{ parts: 3, recordsIn: 8, recordsOut: 3 }]);
  });

  it('sets a record that no invocation can carry aside, and processes the others', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 1 }, { note: 'x'.repeat(7 * 1024 * 1024) }, { ml: 3 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 2 }]);
    expect(await engine.records()).toMatchObject([
      { status: 'succeeded', setAside: 1, errorCode: 'RECORD_TOO_LARGE' },
    ]);
  });

  it('serves data that arrives while it runs in a run of its own', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      if (engine.processed().length === 1) await engine.save({ ml: 2 });
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }, { drinks: 1 }]);
    expect(await engine.status()).toMatchObject({ dirty: false, cursor: '3' });
  });

  it('calls the same tenant for bundle and process, and another after new consent', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 1 });
    await engine.run();
    const before = new Set(engine.invocations.map(({ tenant }) => tenant));
    const status = await engine.status();
    await engine.statuses.replace({ ...status, epoch: status.epoch + 1, revision: status.revision + 1 });
    await engine.save({ ml: 2 });
    await engine.run();

    expect(before.size).toBe(1);
    expect(new Set(engine.invocations.map(({ tenant }) => tenant)).size).toBe(2);
  });
});

describe('I2, what is read lies within what the owner agreed to', () => {
  it('reads nothing for a bundle that asks for more', async () => {
    const bundle = { secrets: { endpoints: [{ endpoint: 'bank/accounts' }] } };
    const engine = await MemoryEngine.started({
      configuration: aConfiguration({ dataBundle: { name: 'x', bundle } }),
    });

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.processed()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'BUNDLE_OUT_OF_SCOPE' }]);
  });

  it('holds back a new version that wants more until the owner agrees', async () => {
    const engine = await MemoryEngine.started();
    const wider = {
      ...anEntry().scope,
      reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'bank/accounts' }],
    };
    await engine.catalogue.put(anEntry({ version: '2.0.0', scope: wider }));

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.invocations).toEqual([]);
    expect(await engine.status()).toMatchObject({ dirty: true, lastError: { code: 'CONSENT_NEEDED' } });
  });
});

describe('I3, what is written lies in the registered place', () => {
  it.each([
    ['another namespace', { namespace: 'bank', endpoint: 'insights/hydration' }],
    ['another endpoint', { namespace: 'coach', endpoint: 'insights/sleep' }],
    ['a path below', { namespace: 'coach', endpoint: 'insights/hydration/secret' }],
    ['a path trick', { namespace: 'coach', endpoint: 'insights/hydration/../../bank' }],
  ])('writes nothing for a result in %s', async (_where, place) => {
    const engine = await MemoryEngine.started();
    engine.body = () => [{ ...place, data: [{ drinks: 1 }], linkedRecords: [] }];

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'RESULT_OUT_OF_PLACE' }]);
  });
});

describe('I4, every derived record is written exactly once', () => {
  it('does not invoke again when the write had reached the PDA before the answer got lost', async () => {
    const engine = await MemoryEngine.started();
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async function (batch) {
      await writeDerived.call(this, batch);
      engine.pda.writeDerived = writeDerived;
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(60);
    await engine.run();

    expect(engine.processed()).toHaveLength(1);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(await engine.records()).toMatchObject([{ status: 'succeeded', recordsOut: 1 }]);
  });

  it('invokes again, on exactly the same records, when the write never reached the PDA', async () => {
    const engine = await MemoryEngine.started();
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async () => {
      engine.pda.writeDerived = writeDerived;
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.save({ ml: 2 });
    await engine.pass(60);
    await engine.run();

    const read = engine.processed().map(({ request }) => request.data.drinks?.map(({ data }) => data));
    expect(read).toEqual([[{ ml: 1 }], [{ ml: 1 }], [{ ml: 2 }]]);
    expect(engine.derived()).toEqual([{ drinks: 1 }, { drinks: 1 }]);
  });
});

describe('I5, after disable nothing is invoked and nothing written', () => {
  it('throws the result of a run away when the owner disables during it', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      const status = await engine.status();
      const off = { enabled: false, epoch: 2, attempt: undefined, lease: undefined };
      await engine.statuses.replace({ ...status, ...off, revision: status.revision + 1 });
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'DISABLED' }]);
  });
});

describe('I7, a fenced run can neither write nor complete', () => {
  it('leaves everything to the run that took over', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      if (engine.processed().length === 1) {
        await engine.pass(3600);
        await engine.run();
      }
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.processed()).toHaveLength(2);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(await engine.status()).toMatchObject({ failures: 0, leaseToken: 2 });
  });
});

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
    ['a recalled version', { recalled: true }, 'RECALLED'],
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
      await engine.catalogue.put(anEntry({ recalled: true }));
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

describe('too little time for another part', () => {
  it('gives the rest back as a request of its own', async () => {
    const engine = await MemoryEngine.started({ maxRecords: 1 });
    const { execute } = await import('../../../core/execute/execute.ts');

    await engine.save({ ml: 1 }, { ml: 2 }, { ml: 3 });
    const request = engine.queue.take();
    if (request) await execute(engine.deps, request, engine.now);
    const afterFirst = engine.derived().length;
    await engine.run();

    expect(afterFirst).toBe(1);
    expect(engine.derived()).toHaveLength(3);
    expect(await engine.records()).toMatchObject([{ parts: 3, recordsIn: 3 }]);
  });
});

describe('a function that the registry does not have', () => {
  it('is not run', async () => {
    const engine = new MemoryEngine();

    await engine.queue.send([{ pda: PDA, functionId: FUNCTION, trigger: 'event' }]);
    await engine.run();

    expect(engine.invocations).toEqual([]);
  });
});
