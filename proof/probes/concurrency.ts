import { availableParallelism } from 'node:os';
import type { Side } from './result.ts';

/** Most tries wait more than they compute. */
export const AT_A_TIME = availableParallelism() * 3;

/** Whatever goes wrong with one probe keeps no other from being tried. */
export async function sideOf(attempt: () => Promise<Side>): Promise<Side> {
  try {
    return await attempt();
  } catch (error) {
    return { broken: String(error) };
  }
}

/** Works through `tasks`, so many at a time. */
export async function inTurns<T, R>(
  tasks: readonly T[],
  atATime: number,
  work: (task: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = tasks.entries();
  const worker = async () => {
    for (const [index, task] of waiting) results[index] = await work(task);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
