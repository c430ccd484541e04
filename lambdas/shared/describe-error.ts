/** What may be logged of an unexpected error: its name and where it came from. Messages may quote data. */
export function describeError(error: unknown): {
  readonly errorName: string;
  readonly frames: readonly string[];
} {
  if (!(error instanceof Error)) return { errorName: typeof error, frames: [] };
  const frames = framesOf(error)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return { errorName: error.name, frames: frames.slice(0, 8).map((frame) => frame.trim()) };
}

/** What follows the message in the stack; a message may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}
