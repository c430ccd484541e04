import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Function as LambdaFunction, RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ExecutorEnv } from '../../lambdas/executor/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { acknowledge } from '../security-checks.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ExecutorProps {
  readonly bundle: LambdaBundle;
  /** Begins the names of the functions it may invoke. */
  readonly namePrefix: string;
  /** Most runs of one function that are at work at a time. */
  readonly inFlightPerFunction: number;
  /** Batches of ten runs at a time. */
  readonly executorConcurrency: number;
  /** Days for which a record of a run is kept. */
  readonly executionRecordsDays: number;
  readonly state: EngineState;
  readonly executions: WorkQueue;
  readonly outcomes: EventBus;
}

/** As long as Lambda allows: a function may take five minutes for each part. */
export const EXECUTOR_TIMEOUT = Duration.minutes(15);

/** Runs functions on the data of those who enabled them. */
export class Executor extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: ExecutorProps) {
    super(scope, id);
    const { namePrefix, state, executions, outcomes } = props;
    const { tables } = state;
    const { lambda } = new EngineLambda<ExecutorEnv>(this, 'Executor', {
      name: 'executor',
      description: 'Reads, invokes, checks and writes',
      bundle: props.bundle,
      environment: {
        CATALOGUE_TABLE: tables.catalogue.tableName,
        STATUS_TABLE: tables.statuses.tableName,
        EXECUTIONS_TABLE: tables.executions.tableName,
        PDAS_TABLE: tables.pdas.tableName,
        PDA_TOKENS_KEY_ID: state.pdaTokensKey.keyId,
        SLOTS_TABLE: tables.slots.tableName,
        EXECUTIONS_QUEUE_URL: executions.queue.queueUrl,
        EXECUTIONS_DLQ_URL: executions.deadLetters.queueUrl,
        EVENT_BUS_NAME: outcomes.eventBusName,
        ENGINE_KEY_SECRET_ID: state.engineKey.secretId,
        TENANT_KEY_SECRET_ID: state.tenantKey.secretId,
        IN_FLIGHT_PER_FUNCTION: String(props.inFlightPerFunction),
        EXECUTION_RECORDS_DAYS: String(props.executionRecordsDays),
      },
      timeout: EXECUTOR_TIMEOUT,
      // Ten parts of up to 6 MB at a time, each as text, as objects and with its result.
      memory: 2048,
      state,
      // What does not fit into the time left goes back to the queue it came from.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    this.lambda = lambda;
    executions.feed(lambda, props.executorConcurrency);
    executions.queue.grantSendMessages(lambda);
    executions.deadLetters.grantSendMessages(lambda);
    outcomes.grantPutEventsTo(lambda);
    this.mayUseState(lambda, state);
    this.mayInvokeVersions(lambda, namePrefix);
  }

  private mayUseState(lambda: LambdaFunction, { tables, engineKey, tenantKey, pdaTokensKey }: EngineState) {
    tables.catalogue.grantFind(lambda);
    tables.statuses.grantFind(lambda);
    tables.statuses.grantStore(lambda);
    tables.executions.grantStore(lambda);
    tables.pdas.grantFind(lambda);
    tables.pdas.grantChange(lambda, 'sealedToken');
    tables.slots.grantQuery(lambda);
    tables.slots.grantStore(lambda);
    engineKey.grantRead(lambda);
    tenantKey.grantRead(lambda);
    pdaTokensKey.grantOpen(lambda);
  }

  /** Immutable versions only: the pattern matches no name without one, and the newest code may not be named either. */
  private mayInvokeVersions(lambda: LambdaFunction, namePrefix: string): void {
    const functions = `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${namePrefix}-*`;
    const actions = ['lambda:InvokeFunction'];
    lambda.addToRolePolicy(new PolicyStatement({ actions, resources: [`${functions}:*`] }));
    lambda.addToRolePolicy(
      new PolicyStatement({ effect: Effect.DENY, actions, resources: [`${functions}:$LATEST`] }),
    );
    acknowledge(
      this,
      `IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:${namePrefix}-*:*]`,
      'the functions it may invoke are in other stacks, which come and go',
    );
  }
}
