import { execute } from '../../../core/execute/execute.ts';
import { disable } from '../../../core/manage/decisions.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import { anEntry, aStatus, FUNCTION, later, PDA } from '../../support/builders.ts';
import { crowd, takenSlots } from '../../support/crowd.ts';
import { passTime, shown } from '../../support/interrupted.ts';
import { managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const PEOPLE = Array.from({ length: 12 }, (_, index) => `person-${index}.localhost`);

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
    expect(await takenSlots(engine)).toEqual([]);
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
    expect(engine.told).toEqual([
      { event: 'every slot taken', executionId: undefined, functionId: FUNCTION, trigger: 'event' },
    ]);
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
    expect(await takenSlots(engine)).toEqual([]);
  });

  it('gives it back when the status cannot be stored', async () => {
    const engine = await MemoryEngine.started({}, { dirty: true });
    engine.statuses.replace = () => Promise.reject(new Error('the table is down'));

    const executing = execute(engine.deps, { pda: PDA, functionId: FUNCTION, trigger: 'event' });

    await expect(executing).rejects.toThrow('the table is down');
    expect(await takenSlots(engine)).toEqual([]);
  });
});
