import { frameSchema, LOG_FIELDS, type LogFields } from '../../core/model/log-entry.ts';

const SOURCE = 'lambdas/shared/describe-error.ts';

/** The repository; of a bundle, its own folder. */
const ROOT = import.meta.url.endsWith(SOURCE)
  ? import.meta.url.slice(0, -SOURCE.length)
  : new URL('.', import.meta.url).href;

const MOST_FRAMES = 8;
const FRAME = /^\s+at (?:async )?(?:(?:new )?([\w$.#<>]+) (?:\[as [^\]]*\] )?)?\(?(\S+):(\d+):(\d+)\)?$/;

/**
 * What may be logged of an unexpected error: its name, and the places in this project that it came through.
 * Messages may quote data.
 */
export function describeError(error: unknown): Pick<LogFields, 'errorName' | 'frames'> {
  if (!(error instanceof Error)) return { errorName: typeof error, frames: [] };
  const frames = framesOf(error)
    .split('\n')
    .flatMap((line) => frameSchema.safeParse(frameOf(line)).data ?? []);
  const { data: errorName = 'Error' } = LOG_FIELDS.errorName.safeParse(error.name);
  return { errorName, frames: frames.slice(0, MOST_FRAMES) };
}

/** What follows the message in the stack, if that begins with it; a message may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string {
  const words = message === '' ? '\n' : `: ${message}\n`;
  const start = stack.indexOf(words);
  return start >= 0 && /^[\w.]+(?: \[\w+\])?$/.test(stack.slice(0, start))
    ? stack.slice(start + words.length)
    : '';
}

/** `function file:line:column`, without the folders above the project; nothing of frames elsewhere. */
function frameOf(line: string): string | undefined {
  const [, name, file = '', row, column] = FRAME.exec(line) ?? [];
  const path = file.startsWith('/') ? `file://${file}` : file;
  if (!path.startsWith(ROOT)) return undefined;
  return `${name ? `${name} ` : ''}${path.slice(ROOT.length)}:${row}:${column}`;
}
