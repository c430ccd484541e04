import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ReconcileEnv } from '../../lambdas/reconcile/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import type { MissedCalls } from './missed-calls.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ReconcileProps {
  readonly bundle: LambdaBundle;
  readonly state: EngineState;
  readonly executions: WorkQueue;
  readonly missedCalls: MissedCalls;
}

/** Finds every minute what the queues forgot. */
export class Reconcile extends Construct {
  constructor(scope: Construct, id: string, { bundle, state, executions, missedCalls }: ReconcileProps) {
    super(scope, id);
    const { tables, engineKey } = state;
    const { lambda } = new EngineLambda<ReconcileEnv>(this, 'Reconcile', {
      name: 'reconcile',
      description: 'Requests the executions that are overdue',
      bundle,
      environment: {
        STATUS_TABLE: tables.statuses.tableName,
        EXECUTIONS_QUEUE_URL: executions.queue.queueUrl,
        ENGINE_KEY_SECRET_ID: engineKey.secretId,
      },
      timeout: Duration.minutes(1),
      // Looks at 5,000 statuses in a round.
      memory: 512,
      state,
      missedCalls,
    });
    executions.queue.grantSendMessages(lambda);
    tables.statuses.grantFind(lambda);
    tables.statuses.grantQueryIndexes(lambda);
    engineKey.grantRead(lambda);
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      // A run that failed is not worth repeating: the next is a minute away.
      targets: [missedCalls.caught(lambda, { retryAttempts: 0 })],
    });
  }
}
