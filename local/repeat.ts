/**
 * Does something again and again, never twice at once: a time that comes while it is still being done is left out.
 * `stop` ends after what is at work.
 */
export function repeat(
  task: () => Promise<unknown>,
  everyMs: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let atWork: Promise<void> | undefined;
  const timer = setInterval(() => {
    atWork ??= task()
      .then(() => undefined, onError)
      .finally(() => {
        atWork = undefined;
      });
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await atWork;
    },
  };
}
