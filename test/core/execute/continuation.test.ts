import fc from 'fast-check';
import { goOn, MOST_HOPS } from '../../../core/execute/continuation.ts';
import { execute } from '../../../core/execute/execute.ts';
import type { ExecutionRequest } from '../../../core/model/execution-request.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

/** Serves requests whose process has time for one part only, until there is none. @returns how many it served */
async function serveOneByOne(engine: MemoryEngine): Promise<readonly ExecutionRequest[]> {
  const served: ExecutionRequest[] = [];
  for (let request = engine.queue.take(); request; request = engine.queue.take()) {
    served.push(request);
    await execute(engine.deps, request, engine.now);
  }
  return served;
}

/** More records than a chain has requests, one for each. */
async function withMuchWork(): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started({ maxRecords: 1 });
  await engine.save(...Array.from({ length: MOST_HOPS + 10 }, (_, ml) => ({ ml })));
  return engine;
}

describe('requests that come of one another', () => {
  it('say how many there were before', async () => {
    const engine = await withMuchWork();

    const [first, second, third] = await serveOneByOne(engine);

    expect([first?.hops, second?.hops, third?.hops]).toEqual([undefined, 1, 2]);
  });

  it('end after so many, and the operator is told', async () => {
    const engine = await withMuchWork();

    const served = await serveOneByOne(engine);

    expect(served).toHaveLength(MOST_HOPS + 1);
    expect(engine.derived()).toHaveLength(MOST_HOPS + 1);
    expect(engine.told).toContainEqual(expect.objectContaining({ event: 'too many hops', trigger: 'event' }));
  });

  it('begin anew with reconcile, so that nothing is left undone', async () => {
    const engine = await withMuchWork();
    await serveOneByOne(engine);

    await engine.pass(120);
    const [again] = await serveOneByOne(engine);

    expect(again).toMatchObject({ trigger: 'reconcile' });
    expect(again?.hops).toBeUndefined();
    expect(engine.derived()).toHaveLength(MOST_HOPS + 10);
  });

  it('are never sent beyond the limit, from wherever they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 * MOST_HOPS }), async (hops) => {
        const { deps, queue } = await MemoryEngine.started();

        await goOn(
          deps,
          { pda: 'alice.example.org', functionId: 'one', trigger: 'event', hops },
          'execution',
        );

        expect(queue.take()?.hops).toBe(hops < MOST_HOPS ? hops + 1 : undefined);
      }),
      { numRuns: 30 },
    );
  });
});
