import { disable } from '../../../core/manage/decisions.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

describe('a run that did not hear that it may write', () => {
  it('sends nothing, and ends when its owner has disabled the function meanwhile', async () => {
    const engine = await MemoryEngine.started();
    const { replace } = engine.statuses;
    engine.statuses.replace = async (next) => {
      const stored = await replace.call(engine.statuses, next);
      if (next.lease?.phase !== 'writing') return stored;
      engine.statuses.replace = replace;
      await engine.statuses.replace(disable(next, engine.now));
      throw new Error('the answer was lost');
    };

    await engine.save({ ml: 1 });
    await engine.run();
    await engine.pass(120);
    await engine.run();

    expect(engine.derived()).toEqual([]);
    expect(await engine.records()).toMatchObject([{ status: 'cancelled', errorCode: 'DISABLED' }]);
    expect(await engine.status()).not.toHaveProperty('attempt.id');
  });
});
