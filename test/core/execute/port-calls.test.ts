import { CALLS_OF_A_RUN, CALLS_OF_AN_EVENT } from '../../../proof/scale-model/calls.ts';
import { aConfiguration } from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const FROZEN = { frozenBundle: { bundle: aConfiguration().dataBundle.bundle, dates: [] } };

/** Wraps every port so that its calls are counted; reads of the cached catalogue and pure ports are not. */
function counted(engine: MemoryEngine): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const port of [
    'statuses',
    'executions',
    'slots',
    'queue',
    'invoker',
    'pda',
    'outcomes',
    'deadLetters',
  ] as const) {
    const original = engine.deps[port];
    const proxy = new Proxy(original, {
      get(target, name) {
        const member = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const call = `${port}.${String(name)}`;
          calls[call] = (calls[call] ?? 0) + 1;
          return member.apply(target, args);
        };
      },
    });
    Object.assign(engine.deps, { [port]: proxy });
  }
  return calls;
}

describe('what a run may cost', () => {
  it.each([
    ['one invocation', FROZEN, 1],
    ['two invocations while its bundle is not frozen', {}, 2],
  ])(
    'is %s, a slot taken and given back for each, four status updates, one record and two PDA requests for one part',
    async (_what, entry, times) => {
      const engine = await MemoryEngine.started(entry);
      await engine.save({ ml: 1 });

      const calls = counted(engine);
      await engine.run();

      expect(calls).toEqual({
        ...CALLS_OF_A_RUN,
        ...{ 'slots.take': times, 'slots.giveBack': times, 'invoker.invoke': times },
      });
    },
  );

  it('is asked for by a data event with a look at the statuses of its PDA, a mark and a message', async () => {
    const engine = await MemoryEngine.started(FROZEN);

    const calls = counted(engine);
    await engine.save({ ml: 1 });

    expect(calls).toEqual(CALLS_OF_AN_EVENT);
  });
});
