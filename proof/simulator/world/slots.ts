import type { ExecutorDeps } from '../../../core/execute/deps.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import type { World } from './world.ts';

/** Who is at work, as a process of the engine sees and changes it. */
export function slotsOf(
  { slots, inFlightPerFunction }: Pick<World, 'slots' | 'inFlightPerFunction'>,
  by: SimulatedProcess,
): Pick<ExecutorDeps, 'slots' | 'inFlightPerFunction'> {
  const ask = <T>(name: string, effect: () => T | Promise<T>) => by.call({ kind: 'table', name }, effect);
  return {
    inFlightPerFunction,
    slots: {
      take: (slot, claim) =>
        ask(`slots.take ${slot.functionId} ${slot.number}`, () => slots.take(slot, claim)),
      taken: (functionId, now) => ask(`slots.taken ${functionId}`, () => slots.taken(functionId, now)),
      giveBack: (slot, holder) =>
        ask(`slots.giveBack ${slot.functionId} ${slot.number}`, () => slots.giveBack(slot, holder)),
    },
  };
}
