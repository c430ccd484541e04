import { ExecutionFailure } from '../../../core/errors.ts';
import { entryFor, release, returnCandidate } from '../../../core/manage/release.ts';
import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { anEntry, aVersion, FUNCTION, PDA, someReleases } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const NEXT = aVersion({ version: '2.0.0', codeHash: 'b'.repeat(64), maxRecords: 1 });
const WIDER = {
  ...NEXT,
  scope: { ...NEXT.scope, reads: [...NEXT.scope.reads, { endpoint: 'bank/accounts' }] },
};

/** The PDA is in the share of nearly everybody that gets the candidate. */
async function change(engine: MemoryEngine, decide: (before: FunctionReleases) => FunctionReleases) {
  const before = engine.catalogue.releases.get(FUNCTION) ?? someReleases();
  await engine.catalogue.releases.replace(decide(before));
}
const toTry = (engine: MemoryEngine, entry: RegisteredVersion) =>
  change(engine, (before) => release(before, { entry, percentage: 99 }));
const toReturn = (engine: MemoryEngine) =>
  change(engine, (before) => returnCandidate(before, '2.0.0', engine.now));

const candidateFailures = ({ told }: MemoryEngine) =>
  told.filter((line) => 'event' in line && line.event === 'candidate failed');

describe('a version on trial', () => {
  let engine: MemoryEngine;

  beforeEach(async () => {
    engine = await MemoryEngine.started();
    await toTry(engine, NEXT);
  });

  it('is what a PDA of its share runs, and its record says so', async () => {
    await engine.save({ ml: 1 });
    await engine.run();

    expect(await engine.records()).toMatchObject([{ version: '2.0.0', codeHash: NEXT.codeHash }]);
  });

  it('hands what it began to the stable version when it is returned, and no record is lost or done twice', async () => {
    engine.body = async (payload, call) => {
      await toReturn(engine);
      engine.body = () => {
        throw new ExecutionFailure('FUNCTION_ERROR');
      };
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 }, { ml: 2 }, { ml: 3 });
    await engine.run();
    engine.body = countDrinks;
    await engine.pass(60);
    await engine.run();

    expect(await engine.records()).toMatchObject([{ version: '1.0.0', status: 'succeeded', recordsIn: 3 }]);
    expect(engine.derived()).toEqual([{ drinks: 1 }, { drinks: 1 }, { drinks: 1 }]);
  });

  it('takes over what the stable version began', async () => {
    const stable = await MemoryEngine.started();
    stable.body = () => {
      throw new ExecutionFailure('FUNCTION_ERROR');
    };

    await stable.save({ ml: 1 });
    await stable.run();
    await toTry(stable, NEXT);
    stable.body = countDrinks;
    await stable.pass(60);
    await stable.run();

    expect(await stable.records()).toMatchObject([{ version: '2.0.0', status: 'succeeded' }]);
  });

  it.each([
    ['FUNCTION_ERROR', [{ functionId: FUNCTION, version: '2.0.0', errorCode: 'FUNCTION_ERROR' }]],
    ['THROTTLED', []],
  ] as const)('that ends with %s is counted if that is its fault', async (code, expected) => {
    engine.body = () => {
      throw new ExecutionFailure(code);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(candidateFailures(engine)).toEqual(expected.map((one) => ({ event: 'candidate failed', ...one })));
  });

  it('is counted no more once everybody has it', async () => {
    await change(engine, (before) => release(before, { entry: NEXT, percentage: 100 }));
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_ERROR');
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(candidateFailures(engine)).toEqual([]);
  });
});

describe('a version on trial that wants more than was agreed to', () => {
  let engine: MemoryEngine;

  beforeEach(async () => {
    engine = await MemoryEngine.started();
    await toTry(engine, WIDER);
    await engine.save({ ml: 1 });
    await engine.run();
  });

  it('is not run, and the owner is told', async () => {
    expect(engine.invocations).toEqual([]);
    expect((await engine.status()).lastError?.code).toBe('CONSENT_NEEDED');
  });

  it('leaves the work to the stable version within an hour of its return', async () => {
    await toReturn(engine);

    await engine.pass(3600);
    await engine.run();

    expect(await engine.records()).toMatchObject([{ version: '1.0.0', status: 'succeeded', recordsIn: 1 }]);
  });

  it('is looked at once an hour', async () => {
    let looks = 0;
    for (let minute = 0; minute < 10 * 60; minute++) {
      await engine.pass(60);
      looks += engine.queue.length;
      await engine.run();
    }

    expect(looks).toBeLessThanOrEqual(10);
  });

  describe('once everybody has it', () => {
    beforeEach(() => change(engine, (before) => release(before, { entry: WIDER, percentage: 100 })));

    it('is looked at once a day', async () => {
      let looks = 0;
      for (let hour = 0; hour < 10 * 24; hour++) {
        await engine.pass(3600);
        looks += engine.queue.length;
        await engine.run();
      }

      expect(looks).toBeGreaterThan(0);
      expect(looks).toBeLessThanOrEqual(11);
    });

    it('leaves the work to what everybody has again within a day, should it be taken back', async () => {
      await engine.pass(3600);
      await engine.run();
      await change(engine, (before) => release(before, { entry: aVersion(), percentage: 100 }));

      await engine.pass(86_400);
      await engine.run();

      expect(await engine.records()).toMatchObject([{ version: '1.0.0', status: 'succeeded', recordsIn: 1 }]);
    });
  });
});

it('the PDA of these tests is in the share of both versions', () => {
  const entries = [NEXT, WIDER].map((entry) =>
    entryFor(someReleases({ candidate: { entry, percentage: 99 } }), PDA),
  );

  expect(entries).not.toContainEqual(anEntry());
});
