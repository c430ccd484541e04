import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DispatcherEnv } from '../../lambdas/dispatcher/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import type { WorkQueue } from './work-queue.ts';

export interface DispatcherProps {
  readonly bundle: LambdaBundle;
  readonly state: EngineState;
  readonly dataEvents: WorkQueue;
  readonly executions: WorkQueue;
}

export const DISPATCHER_TIMEOUT = Duration.minutes(1);
/** Batches at a time; each is ten data events, and one takes well under a second. */
const CONCURRENCY = 10;

/** Turns data events into execution requests. */
export class Dispatcher extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { bundle, state, dataEvents, executions }: DispatcherProps) {
    super(scope, id);
    const { tables, engineKey } = state;
    const { lambda } = new EngineLambda<DispatcherEnv>(this, 'Dispatcher', {
      name: 'dispatcher',
      description: 'Finds the functions that a data event touches',
      bundle,
      environment: {
        CATALOGUE_TABLE: tables.catalogue.tableName,
        STATUS_TABLE: tables.statuses.tableName,
        EXECUTIONS_QUEUE_URL: executions.queue.queueUrl,
        DATA_EVENTS_DLQ_URL: dataEvents.deadLetters.queueUrl,
        ENGINE_KEY_SECRET_ID: engineKey.secretId,
      },
      timeout: DISPATCHER_TIMEOUT,
      memory: 512,
      state,
    });
    this.lambda = lambda;
    dataEvents.feed(lambda, CONCURRENCY);
    dataEvents.deadLetters.grantSendMessages(lambda);
    executions.queue.grantSendMessages(lambda);
    tables.catalogue.grantFind(lambda);
    tables.statuses.grantFind(lambda);
    tables.statuses.grantQuery(lambda);
    tables.statuses.grantStore(lambda);
    engineKey.grantRead(lambda);
  }
}
