import { disable } from '../../../core/manage/decisions.ts';
import { disableFunction } from '../../../core/manage/functions.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { anEntry, later, PDA } from '../../support/builders.ts';
import { managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

type Phase = NonNullable<FunctionStatus['lease']>['phase'];

/** Lets `happen` before the store's answer to the first change to `phase` arrives. */
function answerLate(engine: MemoryEngine, phase: Phase, happen: () => void | Promise<void>): void {
  const replace = engine.statuses.replace.bind(engine.statuses);
  let isFirst = true;
  engine.statuses.replace = async (next) => {
    const stored = await replace(next);
    if (!isFirst || next.lease?.phase !== phase) return stored;
    isFirst = false;
    await happen();
    return stored;
  };
}

describe('I5: an invocation whose permission arrives late', () => {
  it.each(['reading', 'invoking'] as const)(
    'does not start when the owner has ended the run (%s)',
    async (phase) => {
      const engine = await MemoryEngine.started();
      let before = 0;
      answerLate(engine, phase, async () => {
        await disableFunction(managementOf(engine), PDA, anEntry());
        before = engine.invocations.length;
      });

      await engine.save({ ml: 1 });
      await engine.run();

      expect(engine.invocations).toHaveLength(before);
      expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'DISABLED' }]);
    },
  );

  it('asks again and starts when the owner still agrees', async () => {
    const engine = await MemoryEngine.started();
    answerLate(engine, 'invoking', () => {
      engine.now = later(10);
    });

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(engine.processed()).toHaveLength(1);
  });
});

describe('a store whose answers are always too late', () => {
  it('is left alone after a few tries, and the run waits', async () => {
    const engine = await MemoryEngine.started();
    const replace = engine.statuses.replace.bind(engine.statuses);
    let changes = 0;
    engine.statuses.replace = async (next) => {
      changes++;
      engine.now = new Date(engine.now.getTime() + 5_000);
      return replace(next);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(changes).toBeLessThan(10);
    expect(engine.invocations).toEqual([]);
    expect(await engine.status()).toMatchObject({ failures: 0, lastError: { code: 'THROTTLED' } });
  });
});

describe('a run that its owner has ended', () => {
  it('says so as soon as it notices, so that nobody waits longer', async () => {
    const engine = await MemoryEngine.started();
    engine.body = async () => {
      await engine.statuses.replace(disable(await engine.status(), engine.now));
      return [];
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect((await engine.status()).lease).toBeUndefined();
  });
});
