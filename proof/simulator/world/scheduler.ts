/** What a task answers that has set nothing off, so that nobody need wait for it to settle. */
export const NOTHING = Symbol('nothing');

type Run = () => unknown;

interface Task {
  readonly at: number;
  readonly run: Run;
}

/**
 * Simulated time. Tasks run in the order of their times, and everything a task sets off has come to a stop before
 * the next one begins; so what happens depends on nothing but the tasks.
 */
export class Scheduler {
  /** Latest first, so that the next one is taken off the end. */
  readonly #tasks: Task[] = [];
  #now: number;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  get now(): Date {
    return new Date(this.#now);
  }

  /** Runs `run` in so many milliseconds of simulated time; what was asked for first runs first. */
  after(milliseconds: number, run: Run): void {
    const at = this.#now + Math.max(0, milliseconds);
    let [low, high] = [0, this.#tasks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tasks[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    this.#tasks.splice(low, 0, { at, run });
  }

  /** Lets time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let next = this.#tasks.at(-1); next && next.at <= end; next = this.#tasks.at(-1)) {
      this.#tasks.pop();
      this.#now = next.at;
      if (next.run() !== NOTHING) await settled();
    }
    this.#now = end;
  }
}

/** Once all promises that can go on have gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
