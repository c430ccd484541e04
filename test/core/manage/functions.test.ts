import {
  disableFunction,
  enableFunction,
  listFunctions,
  showFunction,
} from '../../../core/manage/functions.ts';
import { changed } from '../../../core/model/function-status.ts';
import {
  aConfiguration,
  anAttempt,
  anEntry,
  FUNCTION,
  later,
  NOW,
  PDA,
  uuid,
} from '../../support/builders.ts';
import { anotherEntry, managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const WRITING = {
  attempt: anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: anAttempt().counts } }),
  lease: { phase: 'writing' as const, expiresAt: later(60).toISOString() },
};

describe('listFunctions', () => {
  it("shows every registered function by id, with this owner's status", async () => {
    const engine = await MemoryEngine.started({}, { lastExecution: NOW.toISOString() });
    await engine.catalogue.put(anotherEntry('a-first'));

    const functions = await listFunctions(managementOf(engine), PDA);

    expect(functions).toEqual([
      { ...aConfiguration(), id: 'a-first', status: { available: true, enabled: false } },
      { ...aConfiguration(), status: { available: true, enabled: true, lastExecution: NOW.toISOString() } },
    ]);
  });

  it("gives no heed to a function's own word that it is enabled", async () => {
    const engine = new MemoryEngine();
    const status = { available: true, enabled: true };
    await engine.catalogue.put(anEntry({ configuration: aConfiguration({ status }) }));

    const functions = await listFunctions(managementOf(engine), PDA);

    expect(functions).toMatchObject([{ status: { enabled: false } }]);
  });

  it("shows nobody another's status", async () => {
    const engine = await MemoryEngine.started();

    const functions = await listFunctions(managementOf(engine), 'ben.localhost');

    expect(functions).toMatchObject([{ status: { enabled: false } }]);
  });
});

describe('showFunction', () => {
  it('shows one as the list does', async () => {
    const engine = await MemoryEngine.started({}, { executionStarted: NOW.toISOString() });

    const shown = await showFunction(managementOf(engine), PDA, anEntry());

    expect([shown]).toEqual(await listFunctions(managementOf(engine), PDA));
    expect(shown.status.executionStarted).toBe(NOW.toISOString());
  });
});

describe('enableFunction', () => {
  it('stores consent for a function its owner has never touched', async () => {
    const engine = new MemoryEngine();

    const shown = await enableFunction(managementOf(engine), PDA, anEntry());

    expect(shown.status).toEqual({ available: true, enabled: true });
    expect(await engine.status()).toMatchObject({ enabled: true, consent: { scope: anEntry().scope } });
  });

  it('decides anew when a run changes the status first', async () => {
    const engine = await MemoryEngine.started({}, { enabled: false });
    const { replace } = engine.statuses;
    engine.statuses.replace = async (next) => {
      engine.statuses.replace = replace;
      await engine.statuses.replace(changed(await engine.status(), { cursor: '7' }));
      return engine.statuses.replace(next);
    };

    await enableFunction(managementOf(engine), PDA, anEntry());

    expect(await engine.status()).toMatchObject({ enabled: true, cursor: '7', revision: 3 });
  });
});

describe('disableFunction', () => {
  it('is done at once when the function has been invoked and nothing is being written', async () => {
    const [startBy, expiresAt] = [later(-6).toISOString(), later(100).toISOString()];
    const lease = { phase: 'invoking' as const, startBy, expiresAt };
    const engine = await MemoryEngine.started({}, { attempt: anAttempt(), lease });

    const shown = await disableFunction(managementOf(engine), PDA, anEntry());

    expect(shown?.status).toEqual({ available: true, enabled: false });
    expect(engine.now).toEqual(NOW);
  });

  it('ends the environments that saw data under the consent that is over', async () => {
    const engine = await MemoryEngine.started({}, { epoch: 4 });
    const management = managementOf(engine);

    await disableFunction(management, PDA, anEntry());

    expect(management.forgotten).toEqual([{ pda: PDA, functionId: FUNCTION, epoch: 4 }]);
  });

  it('waits until no invocation can start any more', async () => {
    const [startBy, expiresAt] = [later(4).toISOString(), later(100).toISOString()];
    const lease = { phase: 'invoking' as const, startBy, expiresAt };
    const engine = await MemoryEngine.started({}, { attempt: anAttempt(), lease });

    const shown = await disableFunction(managementOf(engine), PDA, anEntry());

    expect(shown?.status.enabled).toBe(false);
    expect(engine.now).toEqual(later(10));
  });

  it('waits for the end of a write', async () => {
    const engine = await MemoryEngine.started({}, WRITING);
    const endWrite = async () => {
      if (engine.now < later(3)) return;
      const status = await engine.status();
      await engine.statuses.replace(changed(status, { lease: undefined, attempt: undefined }));
    };

    const shown = await disableFunction(managementOf(engine, endWrite), PDA, anEntry());

    expect(shown?.status.enabled).toBe(false);
    expect(engine.now).toEqual(later(3));
  });

  it('says that it is not done yet after 25 seconds, and never a false done', async () => {
    const engine = await MemoryEngine.started({}, WRITING);

    const shown = await disableFunction(managementOf(engine), PDA, anEntry());

    expect(shown).toBeUndefined();
    expect(engine.now).toEqual(later(25));
    expect(await engine.status()).toMatchObject({ enabled: false, lease: { phase: 'writing' } });
  });

  it('is done when the lease of the write has run out', async () => {
    const lease = { ...WRITING.lease, expiresAt: later(5).toISOString() };
    const engine = await MemoryEngine.started({}, { ...WRITING, lease });

    const shown = await disableFunction(managementOf(engine), PDA, anEntry());

    expect(shown?.status.enabled).toBe(false);
    expect(engine.now).toEqual(later(5));
  });

  it('I5: leaves a request in the queue without effect', async () => {
    const engine = await MemoryEngine.started();
    await engine.save({ ml: 1 });

    await disableFunction(managementOf(engine), PDA, anEntry());
    await engine.run();

    expect(engine.invocations).toEqual([]);
    expect(await engine.statuses.find(PDA, FUNCTION)).toMatchObject({ enabled: false });
  });
});
