import { LOG_EVENTS, type LogEvent, type LogFields, loggable } from '../core/model/log-entry.ts';
import type { EngineLog } from '../core/ports.ts';
import { describeError } from '../lambdas/shared/describe-error.ts';

/** The engine's log on one machine: a line on standard error, of what may be logged and nothing else. */
export function createConsoleLog({ verbose }: { readonly verbose: boolean }): EngineLog {
  const tell = (event: LogEvent, told: LogFields) => {
    const level = LOG_EVENTS[event];
    if (verbose || level === 'warn' || level === 'error') console.error(lineOf(event, told));
  };
  return {
    tell,
    internalError: (executionId, error) => tell('internal error', { executionId, ...describeError(error) }),
  };
}

/** Tells what somebody should look at, and keeps quiet about what goes well. */
export const consoleLog = createConsoleLog({ verbose: false });

/** `internal error: executionId=… errorName=TypeError`, and where it came from below. */
function lineOf(event: LogEvent, told: LogFields): string {
  const { fields, dropped } = loggable(told);
  const { frames = [], ...others } = fields;
  const words = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  const left = dropped.map((name) => `${name}=(not shown)`);
  return [`${event}: ${[...words, ...left].join(' ')}`, ...frames.map((frame) => `  at ${frame}`)].join('\n');
}
