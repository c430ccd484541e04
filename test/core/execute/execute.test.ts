import { ExecutionFailure } from '../../../core/errors.ts';
import { disable } from '../../../core/manage/decisions.ts';
import { aConfiguration, anEntry } from '../../support/builders.ts';
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
      await engine.statuses.replace(disable(await engine.status(), engine.now));
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(60);
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
