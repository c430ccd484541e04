import { ExecutionFailure } from '../../../core/errors.ts';
import { anEntry } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const SECOND = anEntry({ version: '2.0.0' });

/** A run of version 1.0.0 over three records, one a part; the catalogue becomes `entry` during its first invocation. */
async function runMeeting(entry: typeof SECOND, answerOfFirst = countDrinks): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started({ maxRecords: 1 });
  engine.body = async (payload, call) => {
    engine.body = countDrinks;
    await engine.catalogue.put(entry);
    return answerOfFirst(payload, call);
  };
  await engine.save({ ml: 1 }, { ml: 2 }, { ml: 3 });
  await engine.run();
  return engine;
}

describe('a recalled version', () => {
  it('writes nothing more of what it has derived', async () => {
    const engine = await runMeeting(anEntry({ recalledVersions: ['1.0.0'] }));

    expect(engine.derived()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'RECALLED' }]);
  });

  it('is invoked on nothing more', async () => {
    const engine = await runMeeting(anEntry({ recalledVersions: ['1.0.0'] }), () => []);

    expect(engine.processed()).toHaveLength(1);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'RECALLED' }]);
  });

  it('begins no run, until the recall is taken back', async () => {
    const engine = await MemoryEngine.started({ recalledVersions: ['1.0.0'] });

    await engine.save({ ml: 1 });
    await engine.pass(3600);
    await engine.run();
    const begun = engine.invocations.length;
    await engine.catalogue.put(anEntry());
    await engine.pass(3600);
    await engine.run();

    expect(begun).toBe(0);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('stops though it was replaced before, and its successor does the work at once', async () => {
    const engine = await runMeeting({ ...SECOND, recalledVersions: ['1.0.0'] });

    expect(engine.derived()).toEqual([{ drinks: 3 }]);
    expect(await engine.records()).toMatchObject([
      { version: '1.0.0', status: 'cancelled' },
      { version: '2.0.0', status: 'succeeded' },
    ]);
  });

  it('hands an attempt that waits to be tried again to its successor', async () => {
    const engine = await MemoryEngine.started();
    engine.body = () => {
      engine.body = countDrinks;
      throw new ExecutionFailure('FUNCTION_ERROR');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.catalogue.put({ ...SECOND, recalledVersions: ['1.0.0'] });
    await engine.pass(60);
    await engine.run();

    expect(await engine.records()).toMatchObject([{ version: '2.0.0', status: 'succeeded', recordsIn: 1 }]);
  });
});

describe('a version that was not recalled', () => {
  it.each([
    ['replaced', SECOND],
    ['followed by one that is', { ...SECOND, recalledVersions: ['2.0.0'] }],
    ['preceded by one that is', anEntry({ recalledVersions: ['0.9.0'] })],
  ])('goes on with its run when it is %s', async (_what, entry) => {
    const engine = await runMeeting(entry);

    expect(await engine.records()).toMatchObject([{ version: '1.0.0', status: 'succeeded', parts: 3 }]);
  });
});
