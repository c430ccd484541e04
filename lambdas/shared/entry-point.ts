import type { Context } from 'aws-lambda';
import { EngineError } from '../../core/errors.ts';
import type { EngineLog } from '../../core/ports.ts';
import { describeError } from './describe-error.ts';
import type { SharedEnv } from './env.ts';
import { createLambdaLog, type LambdaLog } from './lambda-log.ts';

/** Not read like the others: whether or not it is set, the log must tell of those that are not. */
const METRICS_NAMESPACE: keyof SharedEnv = 'METRICS_NAMESPACE';

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/** All that Lambda is told of an error, since it prints what it is told. */
class LambdaFailed extends EngineError {
  override readonly name = 'LambdaFailed';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}

/**
 * Makes an entry point's handler, once, at the start of its process. Lambda prints whatever a handler or a start throws,
 * with message and stack, which may quote data: here the log is told, and Lambda only that it failed.
 *
 * @param make reads the environment and wires the handler; the messages of its own errors are the engine's
 */
export async function entryPoint<Event, Result>(
  name: string,
  make: (log: LambdaLog) => Promise<Handler<Event, Result>>,
): Promise<Handler<Event, Result>> {
  const log = createLambdaLog(name, process.env[METRICS_NAMESPACE]);
  silenceStrayErrors(log);
  const handler = await make(log).catch((error: unknown) => {
    log.internalError(undefined, error);
    throw new LambdaFailed(error instanceof EngineError ? error.message : failed('start', error));
  });
  return async (event, context) => {
    log.begin(context);
    try {
      return await handler(event, context);
    } catch (error) {
      log.internalError(undefined, error);
      throw new LambdaFailed(failed('invocation', error));
    }
  };
}

const failed = (what: string, error: unknown): string =>
  `The ${what} failed (${describeError(error).errorName}): the log line "internal error" tells where.`;

/** Before Lambda's own listeners, which print what nobody has caught. Lambda starts another process. */
function silenceStrayErrors(log: EngineLog): void {
  const end = (error: unknown) => {
    // Whoever started this without Lambda is told like Lambda.
    if (error instanceof LambdaFailed) throw error;
    log.internalError(undefined, error);
    process.exit(1);
  };
  process.prependListener('uncaughtException', end);
  process.prependListener('unhandledRejection', end);
}
