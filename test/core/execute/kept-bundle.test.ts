import { ExecutionFailure } from '../../../core/errors.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { aConfiguration, anEntry } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';

const scope = { ...anEntry().scope, reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'kitchen/meals' }] };

/** A version that asks for drinks under this name. */
function askingFor(property: string, change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const bundle = { [property]: { endpoints: [{ endpoint: 'kitchen/drinks' }] } };
  return anEntry({ configuration: aConfiguration({ dataBundle: { name: 'x', bundle } }), ...change });
}

/** An attempt that failed once, with the names of what its function was given from then on. */
async function afterOneFailure(): Promise<{ engine: MemoryEngine; given: () => readonly string[] }> {
  const engine = await MemoryEngine.started();
  await engine.catalogue.put(askingFor('first'));
  engine.body = () => {
    engine.body = countDrinks;
    throw new ExecutionFailure('FUNCTION_ERROR');
  };
  await engine.save({ ml: 1 });
  await engine.run();
  const given = () => engine.processed().flatMap(({ request }) => Object.keys(request.data));
  return { engine, given };
}

const timesAsked = (engine: MemoryEngine) =>
  engine.invocations.filter(({ functionName }) => functionName.endsWith('-bundle')).length;

describe('a bundle', () => {
  it('is asked for once an attempt: a function that changes its mind changes nothing of a pinned window', async () => {
    const { engine, given } = await afterOneFailure();

    await engine.catalogue.put(askingFor('second'));
    await engine.pass(60);
    await engine.run();

    expect(given()).toEqual(['first', 'first']);
    expect(timesAsked(engine)).toBe(1);
  });

  it('is asked for again by another version', async () => {
    const { engine, given } = await afterOneFailure();

    await engine.catalogue.put(askingFor('second', { version: '1.0.1' }));
    await engine.pass(60);
    await engine.run();

    expect(given()).toEqual(['first', 'second']);
    expect(timesAsked(engine)).toBe(2);
  });

  it('is asked for again by another version that goes on after an unsettled write', async () => {
    const engine = await MemoryEngine.started();
    await engine.catalogue.put(askingFor('first'));
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async () => {
      engine.pda.writeDerived = writeDerived;
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.catalogue.put(askingFor('second', { version: '1.0.1' }));
    await engine.pass(120);
    await engine.run();

    expect(engine.processed().flatMap(({ request }) => Object.keys(request.data))).toEqual([
      'first',
      'second',
    ]);
  });

  it('I2: is held to the scope again at each try', async () => {
    const { engine, given } = await afterOneFailure();

    await engine.catalogue.put(askingFor('first', { scope: { ...scope, reads: [] } }));
    await engine.pass(60);
    await engine.run();

    expect(given()).toEqual(['first']);
    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'BUNDLE_OUT_OF_SCOPE' }]);
  });

  it('is kept also when nothing could be read yet', async () => {
    const engine = await MemoryEngine.started();
    const { readWindow } = engine.pda;
    engine.pda.readWindow = async () => {
      engine.pda.readWindow = readWindow;
      throw new ExecutionFailure('PDA_UNREACHABLE');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(60);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(timesAsked(engine)).toBe(1);
  });

  it('is kept by the time a part is invoked, so that a run that dies then is repeated on the same', async () => {
    const engine = await MemoryEngine.started();
    const kept: (string | undefined)[] = [];
    engine.body = async (payload, call) => {
      kept.push((await engine.status()).attempt?.bundle);
      return countDrinks(payload, call);
    };

    await engine.save({ ml: 1 });
    await engine.run();

    expect(kept).toEqual([JSON.stringify(aConfiguration().dataBundle.bundle)]);
  });

  it('is asked for anew by the next attempt', async () => {
    const engine = await MemoryEngine.started();

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.save({ ml: 2 });
    await engine.run();

    expect(timesAsked(engine)).toBe(2);
  });
});
