import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ExecutorDeps } from '../../core/execute/deps.ts';
import { execute } from '../../core/execute/execute.ts';
import { executionRequestSchema } from '../../core/model/execution-request.ts';
import { letterOf } from '../shared/letter-of.ts';
import { readMessage } from '../shared/read-message.ts';

/** Serves a batch of execution requests, all at once, since a run mostly waits; what is none is set aside. */
export function createExecutorHandler(deps: ExecutorDeps) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const deadline = new Date(deps.now().getTime() + context.getRemainingTimeInMillis());
    const serve = (record: SQSRecord) => serveOne(deps, record, deadline);
    const options = { context, throwOnFullBatchFailure: false };
    return processPartialResponse(event, serve, new BatchProcessor(EventType.SQS), options);
  };
}

async function serveOne(deps: ExecutorDeps, record: SQSRecord, deadline: Date): Promise<void> {
  try {
    const request = readMessage('Execution request', executionRequestSchema, record.body);
    if (typeof request === 'string') await deps.deadLetters.put(letterOf(record, request));
    else await execute(deps, request, deadline);
  } catch (error) {
    deps.log.internalError(undefined, error);
    throw error;
  }
}
