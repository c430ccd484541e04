import { execute } from '../../../core/execute/execute.ts';
import type { WindowPage, WindowRow } from '../../../core/ports.ts';
import { aRow, FUNCTION, later, NOW, PDA } from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const LAMBDA_S = 900;
const REQUEST = { pda: PDA, functionId: FUNCTION, trigger: 'event' } as const;

/** A PDA that needs 20 s for a page, and always has one more. */
async function endless(rowOf: (position: number) => WindowRow): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started({ maxRecords: 10, timeout: 60 });
  await engine.save({ ml: 1 });
  engine.queue.take();
  let pages = 0;
  engine.pda.readWindow = async (): Promise<WindowPage> => {
    pages += 1;
    engine.now = new Date(engine.now.getTime() + 20_000);
    return { asOf: '1', rows: [rowOf(pages)], next: String(pages) };
  };
  return engine;
}

describe('a PDA that pages without end', () => {
  it('is given up in time for its batch, when it leaves nothing to process', async () => {
    const foreign = { endpoint: 'bank/accounts', data: 1 };
    const engine = await endless((position) => aRow(position, { item: foreign }));

    await execute(engine.deps, REQUEST, later(LAMBDA_S));

    expect(engine.now.getTime()).toBeLessThan(later(LAMBDA_S - 60 - 60).getTime());
    expect(await engine.records()).toMatchObject([{ status: 'failed', errorCode: 'PDA_UNREACHABLE' }]);
    const { lease, notBefore = '' } = await engine.status();
    expect(lease).toBeUndefined();
    expect(new Date(notBefore).getTime()).toBeGreaterThan(engine.now.getTime());
  });

  it('keeps what was processed, and asks for the rest as a request of its own', async () => {
    const engine = await endless((position) => aRow(position));

    await execute(engine.deps, REQUEST, later(LAMBDA_S));

    expect(engine.now.getTime()).toBeLessThan(later(LAMBDA_S - 60 - 60).getTime());
    const parts = engine.derived().length;
    const { attempt, lease, failures } = await engine.status();
    expect(parts).toBeGreaterThan(1);
    expect({ attempt, lease, failures }).toMatchObject({
      ...{ attempt: { part: parts, from: String(parts * 10) }, lease: undefined, failures: 0 },
    });
    expect(engine.queue.take()).toEqual({ ...REQUEST, hops: 1 });
    expect(await engine.records()).toEqual([]);
  });

  it('is read to its end where nothing ends the process', async () => {
    const engine = await endless((position) => aRow(position));
    const readOn = engine.pda.readWindow;
    const atMost = (page: WindowPage) =>
      Number(page.next) >= 60 ? { asOf: page.asOf, rows: page.rows } : page;
    engine.pda.readWindow = async (query) => atMost(await readOn(query));

    await execute(engine.deps, REQUEST);

    expect(engine.now.getTime()).toBe(NOW.getTime() + 60 * 20_000);
    expect(await engine.records()).toMatchObject([{ status: 'succeeded', parts: 6 }]);
  });
});
