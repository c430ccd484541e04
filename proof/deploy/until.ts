import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../core/errors.ts';

const EVERY_MS = 500;

/** Looks again until there is something. @throws EngineError when there is nothing after `seconds` */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new EngineError(`${what}: not within ${seconds} s.`);
    await sleep(EVERY_MS);
  }
}
