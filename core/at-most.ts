/** Begins a task as soon as fewer than so many others are under way. */
export type Turns = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Turns for tasks that come one by one, of which at most `atOnce` are under way at a time; first come, first served. */
export function atMost(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (task) => {
    // Whoever ends hands its place on, so that nobody who comes later takes it.
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
