import { ExecutionFailure } from '../../../core/errors.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

describe('a write of more than the PDA takes', () => {
  it('counts against the function: tried five times, then parked, and nobody waits for it', async () => {
    const engine = await MemoryEngine.started();
    engine.pda.writeDerived = async () => {
      throw new ExecutionFailure('DERIVED_TOO_LARGE');
    };
    await engine.save({ ml: 1 });

    for (let tries = 0; tries < 20; tries++) {
      await engine.run();
      await engine.pass(24 * 3600);
    }

    expect(engine.processed()).toHaveLength(5);
    expect(engine.letters.map(({ reason }) => reason?.split(':')[0])).toEqual(['DERIVED_TOO_LARGE']);
    expect(await engine.status()).toMatchObject({ failures: 5, dirty: true });
    expect(await engine.records()).toMatchObject([{ status: 'failed', errorCode: 'DERIVED_TOO_LARGE' }]);
  });
});
