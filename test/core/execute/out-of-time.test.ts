import { execute } from '../../../core/execute/execute.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

describe('too little time for another part', () => {
  it('gives the rest back as a request of its own', async () => {
    const engine = await MemoryEngine.started({ maxRecords: 1 });

    await engine.save({ ml: 1 }, { ml: 2 }, { ml: 3 });
    const request = engine.queue.take();
    if (request) await execute(engine.deps, request, engine.now);
    const afterFirst = engine.derived().length;
    await engine.run();

    expect(afterFirst).toBe(1);
    expect(engine.derived()).toHaveLength(3);
    expect(await engine.records()).toMatchObject([{ parts: 3, recordsIn: 3 }]);
  });
});
