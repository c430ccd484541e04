import type { Json } from '../../../core/model/json.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

/** A template that asks for one endpoint, and filters by the day of a date. */
function templateFor(endpoint: string) {
  const operator = { operator: 'between' as const, lower: '2020-01-01' as Json, upper: null };
  const filters = [{ field: 'at', operator }];
  const path = ['drinks', 'endpoints', 0, 'filters', 0, 'operator', 'lower'];
  return {
    bundle: { drinks: { endpoints: [{ endpoint, filters }] } },
    dates: [{ path, date: 'fromDate' as const, format: 'yyyy-MM-dd' }],
  };
}

/** The filters of every window that is read from now on. */
function filtersRead(engine: MemoryEngine): Json[] {
  const seen: Json[] = [];
  const { readWindow } = engine.pda;
  engine.pda.readWindow = function (query) {
    seen.push(query.bundle.drinks?.endpoints[0]?.filters as Json);
    return readWindow.call(this, query);
  };
  return seen;
}

describe('a run of a function whose bundle is frozen', () => {
  it('reads what the function would have asked for, without asking it', async () => {
    const engine = await MemoryEngine.started({ frozenBundle: templateFor('kitchen/drinks') });
    const filters = filtersRead(engine);

    await engine.save({ ml: 1 });
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(engine.invocations).toHaveLength(1);
    expect(filters).toMatchObject([[{ operator: { lower: '2025-09-02' } }]]);
  });

  it('dates the template by the attempt, so that one that is repeated reads the same', async () => {
    const engine = await MemoryEngine.started({ frozenBundle: templateFor('kitchen/drinks') });
    const filters = filtersRead(engine);
    const { writeDerived } = engine.pda;
    engine.pda.writeDerived = async () => {
      engine.pda.writeDerived = writeDerived;
      throw new Error('ours');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(3 * 86_400);
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(filters[1]).toEqual(filters[0]);
  });

  it('I2: reads nothing when its template asks for more than was agreed to', async () => {
    const engine = await MemoryEngine.started({ frozenBundle: templateFor('bank/accounts') });
    const filters = filtersRead(engine);

    await engine.save({ ml: 1 });
    await engine.run();

    expect([filters, engine.invocations]).toEqual([[], []]);
    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'BUNDLE_OUT_OF_SCOPE' }]);
  });
});
