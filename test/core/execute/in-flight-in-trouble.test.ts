import { ExecutionFailure } from '../../../core/errors.ts';
import { disable } from '../../../core/manage/decisions.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import { anEntry, later } from '../../support/builders.ts';
import { crowd, takenSlots } from '../../support/crowd.ts';
import { passTime, shown } from '../../support/interrupted.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

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

describe('a run that ends in trouble', () => {
  it.each<[ErrorCode]>([['FUNCTION_ERROR'], ['THROTTLED'], ['FUNCTION_NOT_READY']])(
    'gives its slot back: %s tells that the function is not at work',
    async (code) => {
      const engine = await MemoryEngine.started();
      engine.body = () => Promise.reject(new ExecutionFailure(code));

      await engine.save({ ml: 1 });
      await engine.run();

      expect(await takenSlots(engine)).toEqual([]);
    },
  );

  it.each([
    ['nobody waits any longer', new ExecutionFailure('FUNCTION_TIMEOUT')],
    ['the answer is lost', new ExecutionFailure('INTERNAL')],
    ['an error says nothing', new Error('socket hang up')],
  ])('leaves its slot to run out when %s: the function may be at work', async (_what, error) => {
    const engine = await MemoryEngine.started();
    engine.body = () => Promise.reject(error);

    await engine.save({ ml: 1 });
    await engine.run();
    const atFirst = await takenSlots(engine);
    engine.now = later(30 + anEntry().timeout + 65);

    expect(atFirst).toHaveLength(1);
    expect(await takenSlots(engine)).toEqual([]);
  });

  it('is over all the same when its slot cannot be given back', async () => {
    const engine = await MemoryEngine.started();
    engine.slots.giveBack = () => Promise.reject(new Error('the table is down'));

    await engine.save({ ml: 1 });
    await engine.run();

    expect(await shown(engine)).toEqual(['succeeded']);
    // Of the question for the bundle, and of the part.
    expect(engine.internalErrors).toHaveLength(2);
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
    expect(attempt).toMatchObject({ until: '1', part: 0 });
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

  it('holds no slot meanwhile: however slow PDAs are, they take no turns from others', async () => {
    const engine = await MemoryEngine.started();
    const whileReading: unknown[] = [];
    slowly(engine, async () => void whileReading.push(await takenSlots(engine)));
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async (batch) => {
      whileReading.push(await takenSlots(engine));
      return writeDerived.call(engine.pda, batch);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(whileReading).toEqual([[], []]);
  });

  it('takes a slot before it invokes', async () => {
    const engine = await MemoryEngine.started();
    slowly(engine, async () => {});

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(await takenSlots(engine)).toEqual([]);
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
    const { taken } = engine.slots;
    slowly(engine, async () => {
      await crowd(engine);
      engine.slots.taken = async (...asked) => {
        engine.slots.taken = taken;
        await engine.statuses.replace(disable(await engine.status(), engine.now));
        return taken.apply(engine.slots, asked);
      };
    });

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

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.invocations).toEqual([]);
    expect(await engine.status()).toMatchObject({ failures: 0, lastError: { code: 'THROTTLED' } });
  });
});
