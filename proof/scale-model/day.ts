const MINUTES = 1_440;

/** How a day goes for a queue that can work on so many messages a second. */
export interface Day {
  /** Minutes in which more comes than can be worked on. */
  readonly behind: number;
  /** Messages that wait at the worst moment, and how long the last of them waits, in minutes. */
  readonly waiting: number;
  readonly oldest: number;
  /** Whether a whole day's messages are more than can be worked on in a day: the queue never empties. */
  readonly never: boolean;
}

/**
 * Follows a day by minutes: quiet at night, at its busiest `peak` times its average. Messages flow, since what a minute
 * brings varies little where the answer matters.
 */
export function dayOf(load: {
  readonly average: number;
  readonly peak: number;
  readonly capacity: number;
}): Day {
  const rates = curve(load.peak).map((factor) => factor * load.average);
  let [waiting, worst, behind] = [0, 0, 0];
  // The second day begins with what the first has left.
  for (const rate of [...rates, ...rates]) {
    waiting = Math.max(0, waiting + (rate - load.capacity) * 60);
    worst = Math.max(worst, waiting);
  }
  for (const rate of rates) if (rate > load.capacity) behind += 1;
  const never = load.average >= load.capacity;
  return { behind, waiting: worst, oldest: worst / load.capacity / 60, never };
}

/** A day's rate by minutes, of average 1: a wave, raised to the power at which it peaks as asked. */
export function curve(peak: number): readonly number[] {
  const wave = Array.from(
    { length: MINUTES },
    (_, minute) => (1 - Math.cos((2 * Math.PI * minute) / MINUTES)) / 2,
  );
  const averageOf = (power: number) => wave.reduce((sum, height) => sum + height ** power, 0) / MINUTES;
  let [low, high] = [0, 1_000];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (averageOf(middle) > 1 / peak) low = middle;
    else high = middle;
  }
  const average = averageOf(low);
  return wave.map((height) => height ** low / average);
}
