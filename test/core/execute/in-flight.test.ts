import { ExecutionFailure } from '../../../core/errors.ts';
import { execute } from '../../../core/execute/execute.ts';
import { disable } from '../../../core/manage/decisions.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import { anEntry, aStatus, FUNCTION, later, PDA } from '../../support/builders.ts';
import { passTime, shown } from '../../support/interrupted.ts';
import { managementOf } from '../../support/management.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const slotsOf = async (engine: MemoryEngine) =>
  [...(await engine.slots.taken(FUNCTION, engine.now))].toSorted((a, b) => a - b);

const PEOPLE = Array.from({ length: 12 }, (_, index) => `person-${index}.localhost`);

/** Runs of others, for a while. */
async function crowd(engine: MemoryEngine, seconds = 600): Promise<void> {
  const { now } = engine;
  const until = new Date(now.getTime() + seconds * 1000);
  for (let number = 0; number < engine.deps.inFlightPerFunction; number++)
    await engine.slots.take({ functionId: FUNCTION, number }, { holder: `other-${number}`, now, until });
}

/** A run whose write the PDA has not answered; the lease of it is over. */
async function inDoubt(isWritten: boolean): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started();
  const { writeDerived } = engine.pda;
  engine.pda.writeDerived = async (batch) => {
    if (isWritten) await writeDerived.call(engine.pda, batch);
    throw new ExecutionFailure('PDA_UNREACHABLE');
  };
  await engine.save({ ml: 1 });
  await engine.run();
  engine.pda.writeDerived = writeDerived;
  await engine.pass(120);
  return engine;
}

describe('I15: the runs of one function', () => {
  it('are at work no more at a time than may be, over all PDAs, and all come to their turn', async () => {
    const engine = await MemoryEngine.started();
    const { inFlightPerFunction } = engine.deps;
    let [atWork, most] = [0, 0];
    engine.body = async () => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork--;
      return [];
    };
    for (const pda of PEOPLE) {
      engine.pda.save(pda, { recordId: `${pda}-1`, endpoint: 'kitchen/drinks', data: {} });
      await engine.statuses.replace(aStatus({ pda, dirty: true }));
    }

    const request = (pda: string) => ({ pda, functionId: FUNCTION, trigger: 'event' as const });
    await Promise.all(PEOPLE.map((pda) => execute(engine.deps, request(pda))));
    const atFirst = engine.processed().length;
    await passTime(engine);

    expect(most).toBe(inFlightPerFunction);
    expect(atFirst).toBeLessThan(PEOPLE.length);
    expect(engine.processed()).toHaveLength(PEOPLE.length);
  });

  it('leave no slot taken when they are over', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toHaveLength(1);
    expect(await slotsOf(engine)).toEqual([]);
  });
});

describe('a run that finds every slot taken', () => {
  it('does not begin: nothing is read, invoked, recorded or counted', async () => {
    const engine = await MemoryEngine.started();
    await crowd(engine);

    await engine.save({ ml: 1 });
    await engine.run();

    const { lease, attempt, failures, lastError, dirty, notBefore } = await engine.status();
    expect(engine.invocations).toEqual([]);
    expect(await shown(engine)).toEqual([]);
    expect([lease, attempt, failures, lastError]).toEqual([undefined, undefined, 0, undefined]);
    expect([dirty, notBefore]).toEqual([true, later(7.5).toISOString()]);
  });

  it('comes back by its own request', async () => {
    const engine = await MemoryEngine.started();
    await crowd(engine, 3);
    await engine.save({ ml: 1 });
    await engine.run();

    engine.now = later(9);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect((await engine.status()).waitingSince).toBeUndefined();
  });

  it('comes back by reconcile when its request is lost', async () => {
    const engine = await MemoryEngine.started();
    await crowd(engine, 3);
    await engine.save({ ml: 1 });
    await engine.run();
    engine.now = later(9);
    engine.queue.take();

    await engine.pass(70);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('asks for itself once, however many requests there are', async () => {
    const engine = await MemoryEngine.started();
    await crowd(engine);

    for (const ml of [1, 2, 3]) await engine.save({ ml });
    await engine.run();

    expect(engine.queue.length).toBe(1);
  });

  it('is a request of its owner that is still to be served', async () => {
    const engine = await MemoryEngine.started();
    await crowd(engine, 60);
    const asked = await triggerFunction(managementOf(engine), PDA, anEntry(), true);
    await engine.run();
    const { requested } = await engine.status();

    engine.now = later(90);
    await engine.run();

    expect(asked.kind).toBe('running');
    expect(requested).toMatchObject({ useAll: true });
    expect(await engine.records()).toMatchObject([{ executionId: requested?.id, trigger: 'manual' }]);
  });

  it('is of one function: another has slots of its own', async () => {
    const engine = await MemoryEngine.started();
    const other = { ...anEntry({ id: 'another' }) };
    await engine.catalogue.put(other);
    await engine.statuses.replace(aStatus({ functionId: other.id, dirty: true }));
    await crowd(engine);

    await execute(engine.deps, { pda: PDA, functionId: other.id, trigger: 'event' });

    expect(await engine.records()).toMatchObject([{ functionId: other.id }]);
  });
});

describe('a claim that comes to nothing', () => {
  it('gives back its slot when there is no work any more', async () => {
    const engine = await MemoryEngine.started({}, { dirty: true });
    const { replace } = engine.statuses;
    engine.statuses.replace = async (next) => {
      engine.statuses.replace = replace;
      await engine.statuses.replace({ ...next, ...disable(aStatus(), engine.now), revision: next.revision });
      return false;
    };

    await execute(engine.deps, { pda: PDA, functionId: FUNCTION, trigger: 'event' });

    expect(engine.invocations).toEqual([]);
    expect(await slotsOf(engine)).toEqual([]);
  });

  it('gives it back when the status cannot be stored', async () => {
    const engine = await MemoryEngine.started({}, { dirty: true });
    engine.statuses.replace = () => Promise.reject(new Error('the table is down'));

    const executing = execute(engine.deps, { pda: PDA, functionId: FUNCTION, trigger: 'event' });

    await expect(executing).rejects.toThrow('the table is down');
    expect(await slotsOf(engine)).toEqual([]);
  });
});

describe('a run that ends in trouble', () => {
  it.each<[ErrorCode]>([['FUNCTION_ERROR'], ['FUNCTION_TIMEOUT'], ['THROTTLED'], ['FUNCTION_NOT_READY']])(
    'gives its slot back: %s tells that the function is not at work',
    async (code) => {
      const engine = await MemoryEngine.started();
      engine.body = () => Promise.reject(new ExecutionFailure(code));

      await engine.save({ ml: 1 });
      await engine.run();

      expect(await slotsOf(engine)).toEqual([]);
    },
  );

  it.each([
    ['the answer is lost', new ExecutionFailure('INTERNAL')],
    ['an error says nothing', new Error('socket hang up')],
  ])('leaves its slot to run out when %s: the function may be at work', async (_what, error) => {
    const engine = await MemoryEngine.started();
    engine.body = () => Promise.reject(error);

    await engine.save({ ml: 1 });
    await engine.run();
    const atFirst = await slotsOf(engine);
    engine.now = later(120 + anEntry().timeout + 65);

    expect(atFirst).toHaveLength(1);
    expect(await slotsOf(engine)).toEqual([]);
  });

  it('is over all the same when its slot cannot be given back', async () => {
    const engine = await MemoryEngine.started();
    engine.slots.giveBack = () => Promise.reject(new Error('the table is down'));

    await engine.save({ ml: 1 });
    await engine.run();

    expect(await shown(engine)).toEqual(['succeeded']);
    expect(engine.internalErrors).toHaveLength(1);
  });
});

describe('a write that was begun', () => {
  it('is settled whoever is at work, and takes no slot for it', async () => {
    const engine = await inDoubt(true);
    await crowd(engine);
    const before = engine.invocations.length;

    await engine.run();

    expect(engine.invocations).toHaveLength(before);
    expect(await shown(engine)).toEqual(['succeeded']);
  });

  it('waits for a slot when it turns out not to be written, and for nothing else', async () => {
    const engine = await inDoubt(false);
    await crowd(engine, 3);
    const before = engine.invocations.length;

    await engine.run();
    const { attempt, lease, failures } = await engine.status();
    const meanwhile = engine.invocations.length;
    await passTime(engine);

    expect([meanwhile, lease, failures]).toEqual([before, undefined, 0]);
    expect(attempt?.writing).toBeDefined();
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });
});

describe('a run that reads for long', () => {
  /** Lets time pass while the PDA answers, and something happen. */
  const slowly = (engine: MemoryEngine, happen: () => Promise<void>) => {
    const { readWindow } = engine.pda;
    engine.pda.readWindow = async (query) => {
      engine.pda.readWindow = readWindow;
      engine.now = later(1_000);
      await happen();
      return readWindow.call(engine.pda, query);
    };
  };

  it('takes its slot again before it invokes', async () => {
    const engine = await MemoryEngine.started();
    slowly(engine, async () => {});

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(await slotsOf(engine)).toEqual([]);
  });

  it('does not invoke when others have taken every slot meanwhile', async () => {
    const engine = await MemoryEngine.started();
    slowly(engine, () => crowd(engine, 5));

    await engine.save({ ml: 1 });
    await engine.run();
    const waiting = [engine.processed().length, await shown(engine), await engine.status()];
    engine.now = later(1_060);
    await engine.run();

    expect(waiting).toMatchObject([0, ['running'], { failures: 0, attempt: { until: '1' } }]);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('is dropped as ever when its owner ends it while it waits for a slot', async () => {
    const engine = await MemoryEngine.started();
    slowly(engine, () => crowd(engine));
    const { taken } = engine.slots;
    engine.slots.taken = async (...asked) => {
      await engine.statuses.replace(disable(await engine.status(), engine.now));
      return taken.apply(engine.slots, asked);
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await passTime(engine);

    expect(engine.processed()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'DISABLED' }]);
  });

  it('is left alone when slots are always given too late', async () => {
    const engine = await MemoryEngine.started();
    const { take } = engine.slots;
    engine.slots.take = async (...asked) => {
      const isTaken = await take.apply(engine.slots, asked);
      engine.now = new Date(engine.now.getTime() + 200_000);
      return isTaken;
    };
    engine.body = countDrinks;

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.invocations).toEqual([]);
    expect(await engine.status()).toMatchObject({ failures: 0, lastError: { code: 'THROTTLED' } });
  });
});
