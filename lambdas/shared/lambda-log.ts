import { Logger } from '@aws-lambda-powertools/logger';
import type { EngineLog } from '../../core/ports.ts';
import { describeError } from './describe-error.ts';

/** The engine's log on AWS: structured, ids and error names only. */
export function createLambdaLog(serviceName: string): EngineLog {
  const logger = new Logger({ serviceName });
  return {
    internalError(executionId, error, ids) {
      logger.error('internal error', { executionId, ...ids, ...describeError(error) });
    },
  };
}
