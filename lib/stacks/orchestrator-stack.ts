import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { DISPATCHER_TIMEOUT, Dispatcher } from '../constructs/dispatcher.ts';
import type { EngineState } from '../constructs/engine-state.ts';
import { EXECUTOR_TIMEOUT, Executor } from '../constructs/executor.ts';
import { PdaEvents } from '../constructs/pda-events.ts';
import { Reconcile } from '../constructs/reconcile.ts';
import { Registrar } from '../constructs/registrar.ts';
import { Rollback } from '../constructs/rollback.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { LambdaBundles } from '../packaging/bundle-lambdas.ts';

export interface OrchestratorStackProps extends StackProps {
  readonly state: EngineState;
  readonly config: Pick<
    StageConfig,
    'namePrefix' | 'inFlightPerFunction' | 'executorConcurrency' | 'executionRecordsDays' | 'pdaAccounts'
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
    const dataEvents = new WorkQueue(this, 'DataEvents', {
      name: 'data-events',
      key,
      alerts,
      workerTimeout: DISPATCHER_TIMEOUT,
    });
    const executions = new WorkQueue(this, 'Executions', {
      name: 'executions',
      key,
      alerts,
      workerTimeout: EXECUTOR_TIMEOUT,
    });
    const outcomes = new EventBus(this, 'Outcomes');
    new Dispatcher(this, 'Dispatch', { bundle: bundles.dispatcher, state, dataEvents, executions });
    const { namePrefix, inFlightPerFunction, executorConcurrency, executionRecordsDays } = config;
    new Executor(this, 'Execute', {
      ...{
        bundle: bundles.executor,
        namePrefix,
        inFlightPerFunction,
        executorConcurrency,
        executionRecordsDays,
      },
      ...{ state, executions, outcomes },
    });
    new Reconcile(this, 'Reconcile', { bundle: bundles.reconcile, state, executions });
    const { serviceToken } = new Registrar(this, 'Register', {
      bundle: bundles.registrar,
      namePrefix,
      state,
    });
    new Rollback(this, 'Return', { bundle: bundles.rollback, namePrefix, state });
    this.registrar = serviceToken;
    const pdaEvents = new PdaEvents(this, 'PdaEvents', {
      ...{ accounts: config.pdaAccounts, dataEvents: dataEvents.queue, alerts },
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
      StatusTableName: state.tables.statuses.tableName,
      PdasTableName: state.tables.pdas.tableName,
      PdaTokensKeyId: state.pdaTokensKey.keyId,
    });
  }

  /** What `she dlq --stage` and `she pda --stage` read. */
  private tellOperators(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
