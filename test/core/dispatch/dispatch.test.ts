import { dispatch } from '../../../core/dispatch/dispatch.ts';
import { UnreadableItem } from '../../../core/errors.ts';
import { changed } from '../../../core/model/function-status.ts';
import {
  aConfiguration,
  aDataEvent,
  anEntry,
  aStatus,
  FUNCTION,
  later,
  PDA,
} from '../../support/builders.ts';
import { anotherEntry } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const REQUEST = { pda: PDA, functionId: FUNCTION, trigger: 'event' };

const at = (seconds: number) => later(seconds).toISOString();

/** Everything in the queue, taken out. */
function sent(engine: MemoryEngine) {
  const requests = [];
  for (let request = engine.queue.take(); request; request = engine.queue.take()) requests.push(request);
  return requests;
}

describe('dispatch', () => {
  it('asks for a run of a function that is due, and remembers why', async () => {
    const engine = await MemoryEngine.started();

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST]);
    expect(await engine.status()).toMatchObject({ dirty: true });
  });

  it('asks the queue for nothing when nothing is due', async () => {
    const engine = await MemoryEngine.started();
    const send = async () => {
      throw new Error('nothing should be sent');
    };

    const dispatching = dispatch({ ...engine.deps, queue: { send } }, PDA, [
      aDataEvent({ endpoints: ['bank'] }),
    ]);

    await expect(dispatching).resolves.toBeUndefined();
  });

  it('asks once for several events', async () => {
    const engine = await MemoryEngine.started();

    await dispatch(engine.deps, PDA, [aDataEvent(), aDataEvent({ eventId: 'event-2' })]);

    expect(sent(engine)).toEqual([REQUEST]);
  });

  it('judges each event by itself: the chain of one does not hide another', async () => {
    const engine = await MemoryEngine.started();

    await dispatch(engine.deps, PDA, [aDataEvent({ chain: [FUNCTION] }), aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST]);
  });

  it('only remembers for a function that is not due', async () => {
    const trigger = { triggerType: 'periodic' as const, period: 'P1D' };
    const ran = { lastExecution: '2026-03-02T08:00:00.000Z' };
    const engine = await MemoryEngine.started({ configuration: aConfiguration({ trigger }) }, ran);

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([]);
    expect(await engine.status()).toMatchObject({ dirty: true });
  });

  it('asks for each of several functions', async () => {
    const engine = await MemoryEngine.started();
    await engine.catalogue.put(anotherEntry('sleep-coach'));
    await engine.statuses.replace(aStatus({ functionId: 'sleep-coach' }));

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST, { ...REQUEST, functionId: 'sleep-coach' }]);
  });

  it('leaves the same function of another PDA alone', async () => {
    const engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ pda: 'ben.localhost' }));

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST]);
    expect(await engine.statuses.find('ben.localhost', FUNCTION)).toMatchObject({ dirty: false });
  });

  it.each([
    ['recalled', anEntry({ recalledVersions: ['1.0.0'] })],
    ['unavailable', anEntry({ available: false })],
  ])('asks for no run of a version that is %s', async (_why, entry) => {
    const engine = await MemoryEngine.started();
    await engine.catalogue.put(entry);

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([]);
  });

  it('asks for no run of a function that the registry has no more', async () => {
    const engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ functionId: 'gone' }));

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST]);
    expect(await engine.statuses.find(PDA, 'gone')).toMatchObject({ dirty: true, dueAt: at(60) });
  });

  it('I13: is held up by no catalogue entry that cannot be read', async () => {
    const engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ functionId: 'broken' }));
    const find = engine.catalogue.find.bind(engine.catalogue);
    engine.catalogue.find = async (functionId, pda) => {
      if (functionId === 'broken') throw new UnreadableItem('catalogue', { functionId });
      return find(functionId, pda);
    };

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([REQUEST]);
  });

  it('asks for no run of a suspended function, and loses nothing', async () => {
    const engine = await MemoryEngine.started({}, { failures: 10 });

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(sent(engine)).toEqual([]);
    expect(await engine.status()).toMatchObject({ dirty: true });
  });

  it('has remembered before it asks: a queue that fails loses nothing', async () => {
    const engine = await MemoryEngine.started();
    const send = async () => {
      throw new Error('the queue is down');
    };

    const dispatching = dispatch({ ...engine.deps, queue: { send } }, PDA, [aDataEvent()]);
    await expect(dispatching).rejects.toThrow('the queue is down');
    await engine.pass(60);

    expect(sent(engine)).toEqual([{ ...REQUEST, trigger: 'reconcile' }]);
  });

  it('decides anew when somebody else changes the status first', async () => {
    const engine = await MemoryEngine.started();
    const { replace } = engine.statuses;
    engine.statuses.replace = async (next) => {
      engine.statuses.replace = replace;
      await engine.statuses.replace(changed(await engine.status(), { cursor: '7' }));
      return engine.statuses.replace(next);
    };

    await dispatch(engine.deps, PDA, [aDataEvent()]);

    expect(await engine.status()).toMatchObject({ cursor: '7', dirty: true, revision: 3 });
    expect(sent(engine)).toEqual([REQUEST]);
  });
});
