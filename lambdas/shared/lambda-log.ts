import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { LOG_EVENTS, type LogEvent, loggable } from '../../core/model/log-entry.ts';
import type { EngineLog } from '../../core/ports.ts';
import { describeError } from './describe-error.ts';

/** The engine's log in a Lambda, which also tells which of its invocations a line is of. */
export interface LambdaLog extends EngineLog {
  /** Lines are of this invocation from now on. */
  begin(context: Context): void;
}

/**
 * The engine's log on AWS: JSON lines of what may be logged and nothing else, whoever calls the logger. The level is
 * that of POWERTOOLS_LOG_LEVEL, `INFO` unless set.
 */
export function createLambdaLog(serviceName: string): LambdaLog {
  const logger = new Logger({ serviceName, logFormatter: new AllowListFormatter() });
  const tell: EngineLog['tell'] = (event, fields) => logger[LOG_EVENTS[event]](event, { ...fields });
  return {
    tell,
    internalError: (executionId, error) => tell('internal error', { executionId, ...describeError(error) }),
    begin: (context) => logger.addContext(context),
  };
}

/** Writes known events, and of their fields those on the list. A batch has several executions: each line names its own. */
class AllowListFormatter extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, additional: LogAttributes): LogItem {
    const { fields, dropped, unlisted } = loggable(additional);
    const { executionId, ...others } = fields;
    const context = base.lambdaContext;
    const attributes = {
      level: base.logLevel,
      timestamp: base.timestamp.toISOString(),
      service: base.serviceName,
      event: isEvent(base.message) ? base.message : 'no event of the engine',
      correlationId: executionId,
      requestId: z.uuid().safeParse(context?.awsRequestId).data,
      coldStart: context?.coldStart,
      ...others,
      dropped: dropped.length > 0 ? dropped : undefined,
      unlisted: unlisted > 0 ? unlisted : undefined,
    };
    return new LogItem({ attributes });
  }
}

const isEvent = (message: string): message is LogEvent => Object.hasOwn(LOG_EVENTS, message);
