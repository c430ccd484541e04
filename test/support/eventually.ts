import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 30_000;

/** Asks again and again until `isDone` says so; fails with the last answer when that takes too long. */
export async function eventually<T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  const giveUpAt = Date.now() + LONGEST_MS;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > giveUpAt)
      throw new Error(`not within ${LONGEST_MS} ms; last: ${JSON.stringify(answer)}`);
    await pause(50);
  }
}
