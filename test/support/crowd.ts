import { FUNCTION } from './builders.ts';
import type { MemoryEngine } from './memory-engine.ts';

/** Every slot of the function is taken by others, for a while. */
export async function crowd(engine: MemoryEngine, seconds = 600): Promise<void> {
  const { now } = engine;
  const until = new Date(now.getTime() + seconds * 1000);
  for (let number = 0; number < engine.deps.inFlightPerFunction; number++)
    await engine.slots.take({ functionId: FUNCTION, number }, { holder: `other-${number}`, now, until });
}

/** Numbers of those that are somebody's now. */
export async function takenSlots(engine: MemoryEngine): Promise<readonly number[]> {
  return [...(await engine.slots.taken(FUNCTION, engine.now))].toSorted((a, b) => a - b);
}
