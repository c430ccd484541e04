import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { DISPATCHER_TIMEOUT, Dispatcher } from '../constructs/dispatcher.ts';
import type { EngineState } from '../constructs/engine-state.ts';
import { EXECUTOR_TIMEOUT, Executor } from '../constructs/executor.ts';
import { MissedCalls } from '../constructs/missed-calls.ts';
import { Operations } from '../constructs/operations.ts';
import { PdaEvents } from '../constructs/pda-events.ts';
import { Reconcile } from '../constructs/reconcile.ts';
import { Registrar } from '../constructs/registrar.ts';
import { Rollback } from '../constructs/rollback.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { LambdaBundles } from '../packaging/bundle-lambdas.ts';
import { published } from './published.ts';

export interface OrchestratorStackProps extends StackProps {
  readonly state: EngineState;
  readonly config: Pick<
    StageConfig,
    | 'namePrefix'
    | 'region'
    | 'canary'
    | 'inFlightPerFunction'
    | 'executorConcurrency'
    | 'concurrentExecutions'
    | 'executionRecordsDays'
    | 'pdaAccounts'
  >;
  readonly bundles: LambdaBundles;
}

/** `She-Orchestrator`: from a data event to what a function derived from the data. */
export class OrchestratorStack extends Stack {
  readonly executions: Queue;
  readonly dataEvents: Queue;
  /** ARN; what functions stacks send their registrations to. */
  readonly registrar: string;

  constructor(scope: Construct, id: string, props: OrchestratorStackProps) {
    super(scope, id, props);
    const { state, config, bundles } = props;
    const { key, alerts } = state;
    const { dataEvents, executions } = this.queues(state);
    const missedCalls = new MissedCalls(this, 'MissedCalls', { name: 'missed-calls', key, alerts });
    const outcomes = new EventBus(this, 'Outcomes');
    const dispatch = new Dispatcher(this, 'Dispatch', {
      ...{ bundle: bundles.dispatcher, state, dataEvents, executions },
    });
    const execute = new Executor(this, 'Execute', {
      ...{ ...config, bundle: bundles.executor, state, executions, outcomes },
    });
    new Reconcile(this, 'Reconcile', { bundle: bundles.reconcile, state, executions, missedCalls });
    const { namePrefix } = config;
    const { serviceToken } = new Registrar(this, 'Register', {
      ...{ bundle: bundles.registrar, namePrefix, state, missedCalls },
    });
    new Rollback(this, 'Return', { bundle: bundles.rollback, namePrefix, state, missedCalls });
    this.registrar = published(this, 'RegistrarArn', serviceToken);
    const pdaEvents = new PdaEvents(this, 'PdaEvents', {
      ...{ accounts: config.pdaAccounts, dataEvents, alerts },
    });
    new Operations(this, 'Operations', {
      ...{ state, config, dataEvents, executions },
      ...{ dispatcher: dispatch.lambda, executor: execute.lambda },
    });
    this.executions = executions.queue;
    this.dataEvents = dataEvents.queue;
    new CfnOutput(this, 'OutcomesBusName', { value: outcomes.eventBusName });
    new CfnOutput(this, 'PdaEventsBusArn', { value: pdaEvents.bus.eventBusArn });
    this.tellOperators({
      DataEventsQueueUrl: dataEvents.queue.queueUrl,
      DataEventsDeadLettersUrl: dataEvents.deadLetters.queueUrl,
      ExecutionsQueueUrl: executions.queue.queueUrl,
      ExecutionsDeadLettersUrl: executions.deadLetters.queueUrl,
      CatalogueTableName: state.tables.catalogue.tableName,
      StatusTableName: state.tables.statuses.tableName,
      PdasTableName: state.tables.pdas.tableName,
      PdaTokensKeyId: state.pdaTokensKey.keyId,
      EngineKeySecretId: state.engineKey.secretId,
    });
  }

  private queues({ key, alerts }: EngineState) {
    const dataEvents = new WorkQueue(this, 'DataEvents', {
      ...{ name: 'data-events', key, alerts, workerTimeout: DISPATCHER_TIMEOUT },
      tooOld: {
        age: Duration.minutes(15),
        why: 'An event is dispatched within seconds, and comes back six minutes after a failure: this is no single failure.',
      },
    });
    const executions = new WorkQueue(this, 'Executions', {
      ...{ name: 'executions', key, alerts, workerTimeout: EXECUTOR_TIMEOUT },
      tooOld: {
        age: Duration.hours(2),
        why: 'A request may be put off for 15 minutes, run for 15, and come back 90 minutes after a crash; overdue-work tells sooner.',
      },
    });
    return { dataEvents, executions };
  }

  /** What `she dlq`, `she pda`, `she versions` and `she recall` read with `--stage`. */
  private tellOperators(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
