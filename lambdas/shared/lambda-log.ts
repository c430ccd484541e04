import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { LOG_EVENTS, type LogEvent, type LogFields, loggable } from '../../core/model/log-entry.ts';
import { measuredOf } from '../../core/model/measured.ts';
import type { EngineLog } from '../../core/ports.ts';
import { describeError } from './describe-error.ts';
import { embeddedMetrics } from './emf.ts';

/** The engine's log in a Lambda, which also tells which of its invocations a line is of. */
export interface LambdaLog extends EngineLog {
  /** Lines are of this invocation from now on. */
  begin(context: Context): void;
}

/**
 * The engine's log on AWS: JSON lines of what may be logged and nothing else, whoever calls the logger. The level is
 * that of POWERTOOLS_LOG_LEVEL, `INFO` unless set; above it there are no metrics either.
 *
 * @param metricsNamespace of the metrics that lines are at the same time; absent, they are none
 */
export function createLambdaLog(serviceName: string, metricsNamespace?: string): LambdaLog {
  const logger = new Logger({ serviceName, logFormatter: new AllowListFormatter(metricsNamespace) });
  const tell: EngineLog['tell'] = (event, fields) => logger[LOG_EVENTS[event]](event, { ...fields });
  return {
    tell,
    internalError: (executionId, error) => tell('internal error', { executionId, ...describeError(error) }),
    begin: (context) => logger.addContext(context),
  };
}

/** Writes known events, and of their fields those on the list. A batch has several executions: each line names its own. */
class AllowListFormatter extends LogFormatter {
  readonly #namespace: string | undefined;

  constructor(namespace: string | undefined) {
    super();
    this.#namespace = namespace;
  }

  override formatAttributes(base: UnformattedAttributes, additional: LogAttributes): LogItem {
    const { fields, dropped, unlisted } = loggable(additional);
    const { executionId, ...others } = fields;
    const context = base.lambdaContext;
    const event = isEvent(base.message) ? base.message : undefined;
    const attributes = {
      level: base.logLevel,
      timestamp: base.timestamp.toISOString(),
      service: base.serviceName,
      event: event ?? 'no event of the engine',
      correlationId: executionId,
      requestId: z.uuid().safeParse(context?.awsRequestId).data,
      coldStart: context?.coldStart,
      ...others,
      dropped: dropped.length > 0 ? dropped : undefined,
      unlisted: unlisted > 0 ? unlisted : undefined,
      ...(event && this.#metricsOf(event, fields, base)),
    };
    return new LogItem({ attributes });
  }

  #metricsOf(event: LogEvent, fields: LogFields, base: UnformattedAttributes): LogAttributes {
    if (this.#namespace === undefined) return {};
    const measured = measuredOf(event, fields, base.serviceName);
    return { ...embeddedMetrics(measured, { namespace: this.#namespace, at: base.timestamp }) };
  }
}

const isEvent = (message: string): message is LogEvent => Object.hasOwn(LOG_EVENTS, message);
