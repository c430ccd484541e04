import type { MemoryFunctionCatalogue } from '../../../adapters/memory/function-catalogue.ts';
import { UnreadableItem } from '../../../core/errors.ts';
import { anEntry, FUNCTION, later, PDA } from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const UNREADABLE = new UnreadableItem('catalogue', { functionId: FUNCTION });

/** With work to do for a function whose entry `find` does not give. */
async function withoutEntry(find: MemoryFunctionCatalogue['find']): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started();
  await engine.save({ ml: 1 });
  engine.catalogue.find = find;
  return engine;
}

describe.each([
  ['is not there', async () => undefined],
  ['cannot be read', async () => Promise.reject(UNREADABLE)],
])('a function whose catalogue entry %s', (_why, find) => {
  it('does not run; its work is kept, and looked at again in an hour', async () => {
    const engine = await withoutEntry(find);

    await engine.pass(60);
    await engine.run();

    expect(engine.invocations).toEqual([]);
    expect(await engine.status()).toMatchObject({ dirty: true, dueAt: later(60 + 3600).toISOString() });
  });

  it('goes on when its entry is there again', async () => {
    const engine = await withoutEntry(find);
    await engine.pass(60);
    await engine.run();

    engine.catalogue.find = async () => anEntry();
    await engine.pass(3600);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });
});

describe('a catalogue that does not answer', () => {
  it('is an error, so that the request is delivered again', async () => {
    const engine = await withoutEntry(async () => Promise.reject(new Error('the table is down')));

    const running = engine.run();

    await expect(running).rejects.toThrow('the table is down');
  });
});

describe('a function that the registry does not have', () => {
  it('is not run', async () => {
    const engine = new MemoryEngine();

    await engine.queue.send([{ pda: PDA, functionId: FUNCTION, trigger: 'event' }]);
    await engine.run();

    expect(engine.invocations).toEqual([]);
  });
});
