import { recover } from '../../../core/dispatch/reconcile.ts';
import { ExecutionFailure } from '../../../core/errors.ts';
import { disableFunction, enableFunction } from '../../../core/manage/functions.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { anEntry, PDA } from '../../support/builders.ts';
import {
  crashed,
  dead,
  failing,
  passTime,
  requested,
  shown,
  waitingForItsNextTry,
} from '../../support/interrupted.ts';
import { managementOf } from '../../support/management.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const WIDER = anEntry({
  version: '2.0.0',
  scope: { ...anEntry().scope, reads: [...anEntry().scope.reads, { endpoint: 'bank/accounts' }] },
});
const RECALLED = anEntry({ recalledVersions: ['1.0.0'] });

describe('I10: every execution that was ever shown ends in a record', () => {
  const disable = (engine: MemoryEngine) => disableFunction(managementOf(engine), PDA, anEntry());
  const enable = (engine: MemoryEngine, entry: CatalogueEntry) =>
    enableFunction(managementOf(engine), PDA, entry);

  it('after a crash, by being resumed', async () => {
    const engine = await crashed();
    const before = await shown(engine);

    await passTime(engine);

    expect([before, await shown(engine)]).toEqual([['running'], ['succeeded']]);
  });

  it('after a crash and a new start', async () => {
    const engine = await crashed();

    await recover({ ...engine.deps, isHere: () => true });
    await engine.run();

    expect(await shown(engine)).toEqual(['succeeded']);
  });

  it.each([
    ['after a crash', crashed],
    ['while it waits for its next try', waitingForItsNextTry],
    ['that was only triggered', requested],
  ])('when the owner disables one %s', async (_which, make) => {
    const engine = await make();

    await disable(engine);
    await passTime(engine);

    expect(await shown(engine)).toEqual(['cancelled DISABLED']);
  });

  it.each([
    ['after a crash', crashed, 'succeeded'],
    ['while it waits for its next try', waitingForItsNextTry, 'succeeded'],
    ['that was only triggered', requested, 'empty'],
  ])('when the owner agrees to a wider version of one %s', async (_which, make, next) => {
    const engine = await make();
    await engine.catalogue.put(WIDER);

    await enable(engine, WIDER);
    await engine.save({ ml: 2 });
    await passTime(engine);

    const [last, first] = await shown(engine);
    expect(first).toBe('cancelled DISABLED');
    expect([next, 'succeeded']).toContain(last);
  });

  it.each([
    ['after a crash', crashed],
    ['while it waits for its next try', waitingForItsNextTry],
    ['that was only triggered', requested],
  ])('when a version that wants more is published, one %s', async (_which, make) => {
    const engine = await make();

    await engine.catalogue.put(WIDER);
    await passTime(engine);

    expect(await shown(engine)).toEqual(['cancelled CONSENT_NEEDED']);
  });

  it.each([
    ['disabled', 'cancelled DISABLED', disable],
    ['recalled', 'cancelled RECALLED', (engine: MemoryEngine) => engine.catalogue.put(RECALLED)],
  ])('when it is %s while the function runs', async (_what, ending, decide) => {
    const engine = await MemoryEngine.started();
    const seen: (readonly string[])[] = [];
    engine.body = async (payload, call) => {
      seen.push(await shown(engine));
      await decide(engine);
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect([seen, await shown(engine)]).toEqual([[['running']], [ending]]);
  });

  it('when the owner disables and enables it again while the function runs', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async (payload, call) => {
      engine.body = countDrinks;
      await disable(engine);
      await enable(engine, anEntry());
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await passTime(engine);

    expect((await shown(engine)).toSorted()).toEqual(['cancelled DISABLED', 'succeeded']);
  });

  it.each([
    ['reached the PDA', true, 'succeeded'],
    ['did not reach the PDA', false, 'cancelled DISABLED'],
  ])('when it is disabled and its last write %s', async (_what, isWritten, ending) => {
    const engine = await MemoryEngine.started();
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async function (batch) {
      if (isWritten) await writeDerived.call(this, batch);
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };
    await engine.save({ ml: 1 });
    await engine.run();

    await disable(engine);
    await passTime(engine);

    expect(await shown(engine)).toEqual([ending]);
  });

  it('when it failed so often that it was given up', async () => {
    const engine = await MemoryEngine.started();
    engine.body = failing('FUNCTION_TIMEOUT');

    await engine.save({ ml: 1 });
    await engine.run();
    await passTime(engine);

    expect(await shown(engine)).toEqual(['failed FUNCTION_TIMEOUT']);
    expect(await engine.status()).not.toHaveProperty('attempt.id');
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
  ])('when it was triggered twice before it began, over everything: %j and %j', async (first, second) => {
    const engine = await requested(first);

    const joined = await triggerFunction(managementOf(engine), PDA, anEntry(), second);
    await passTime(engine);

    const records = await engine.records();
    expect(records).toMatchObject([{ status: 'empty' }]);
    expect(joined).toEqual({ kind: 'running', executionId: records[0]?.executionId });
  });

  it.each([
    ['after a crash', crashed],
    ['while it waits for its next try', waitingForItsNextTry],
  ])('when a trigger comes %s: both end', async (_when, make) => {
    const engine = await make();

    await triggerFunction(managementOf(engine), PDA, anEntry(), true);
    await passTime(engine);

    expect(await shown(engine)).toEqual(['succeeded', 'succeeded']);
  });

  it('when it was triggered while the function was suspended', async () => {
    const engine = await MemoryEngine.started({}, { failures: 10, dirty: true });

    await triggerFunction(managementOf(engine), PDA, anEntry(), false);
    await passTime(engine);

    expect(await shown(engine)).toEqual(['empty']);
  });

  it('when its end could not be recorded at first', async () => {
    const engine = await MemoryEngine.started();
    engine.executions.put = dead;
    await engine.save({ ml: 1 });
    await engine.run().catch(() => undefined);

    engine.executions.put = Object.getPrototypeOf(engine.executions).put;
    await passTime(engine);

    expect(await shown(engine)).toEqual(['succeeded']);
  });
});
