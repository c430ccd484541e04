import { ExecutionFailure } from '../../../core/errors.ts';
import { disableFunction } from '../../../core/manage/functions.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import { anEntry, PDA } from '../../support/builders.ts';
import { crashed, dead, passTime, requested, shown } from '../../support/interrupted.ts';
import { managementOf } from '../../support/management.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const RECALLED = anEntry({ recalledVersions: ['1.0.0'] });
const UNAVAILABLE = anEntry({ available: false });

const disable = (engine: MemoryEngine) => disableFunction(managementOf(engine), PDA, anEntry());

/** The process dies where it stores an execution record. */
function die(engine: MemoryEngine): void {
  engine.executions.put = dead;
}

function liveAgain(engine: MemoryEngine): void {
  engine.executions.put = Object.getPrototypeOf(engine.executions).put;
}

describe('I10: an execution whose function cannot run any more ends', () => {
  it.each([
    ['recalled', 'cancelled RECALLED', RECALLED],
    ['unavailable', 'cancelled FUNCTION_UNAVAILABLE', UNAVAILABLE],
  ])('after a crash, when it is %s', async (_what, ending, entry) => {
    const engine = await crashed();

    await engine.catalogue.put(entry);
    await passTime(engine);

    expect(await shown(engine)).toEqual([ending]);
    expect(await engine.status()).toMatchObject({ dirty: true });
  });

  it.each([
    ['recalled', 'cancelled RECALLED', RECALLED],
    ['unavailable', 'cancelled FUNCTION_UNAVAILABLE', UNAVAILABLE],
  ])('when it was only triggered, and is %s', async (_what, ending, entry) => {
    const engine = await requested();

    await engine.catalogue.put(entry);
    await passTime(engine);

    expect(await shown(engine)).toEqual([ending]);
  });

  it('after a crash, when the registry has it no more', async () => {
    const engine = await crashed();
    engine.catalogue.find = async () => undefined;
    engine.catalogue.all = async () => [];

    await passTime(engine);

    expect(await shown(engine)).toEqual(['cancelled FUNCTION_UNAVAILABLE']);
  });

  it('and what it should have read is read when the function is back', async () => {
    const engine = await crashed();
    await engine.catalogue.put(UNAVAILABLE);
    await passTime(engine);

    await engine.catalogue.put(anEntry());
    await passTime(engine);

    expect(await shown(engine)).toEqual(['succeeded', 'cancelled FUNCTION_UNAVAILABLE']);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });
});

describe('I10: an execution ends though the process that ended it dies before it says so', () => {
  it.each([
    ['after a crash', crashed],
    ['that was only triggered', requested],
  ])('when one %s is disabled', async (_which, make) => {
    const engine = await make();
    die(engine);
    await disable(engine).catch(() => undefined);
    liveAgain(engine);

    const atOnce = await shown(engine);
    await passTime(engine);

    expect([atOnce, await shown(engine)]).toEqual([['cancelled DISABLED'], ['cancelled DISABLED']]);
    expect((await engine.status()).dueAt).toBeUndefined();
  });

  it('when it is disabled twice', async () => {
    const engine = await crashed();
    die(engine);
    await disable(engine).catch(() => undefined);
    liveAgain(engine);

    await disable(engine);
    await passTime(engine);

    expect(await shown(engine)).toEqual(['cancelled DISABLED']);
  });

  it('when its version is recalled while it runs', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      await engine.catalogue.put(RECALLED);
      die(engine);
      return countDrinks(payload, call);
    };
    await engine.save({ ml: 1 });
    await engine.run().catch(() => undefined);
    liveAgain(engine);

    await passTime(engine);

    expect(await shown(engine)).toEqual(['cancelled RECALLED']);
  });

  it('when it was asked for during a write that ends well', async () => {
    const engine = await MemoryEngine.started();
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async function (batch) {
      await triggerFunction(managementOf(engine), PDA, anEntry(), false);
      engine.queue.take();
      die(engine);
      await disable(engine).catch(() => undefined);
      liveAgain(engine);
      await writeDerived.call(this, batch);
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await passTime(engine);

    expect((await shown(engine)).toSorted()).toEqual(['cancelled DISABLED', 'succeeded']);
  });

  it('as what the decision says, though its own run tells of a fault a moment later', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_ERROR');
    };
    const { put } = engine.executions;
    engine.executions.put = async (record, fence) => {
      engine.executions.put = put;
      await disable(engine);
      return engine.executions.put(record, fence);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(await shown(engine)).toEqual(['cancelled DISABLED']);
  });

  it('and nobody looks again at a function that cannot run and has nothing to do', async () => {
    const engine = await requested();
    await engine.catalogue.put(UNAVAILABLE);

    await passTime(engine);

    expect((await engine.status()).dueAt).toBeUndefined();
  });
});
