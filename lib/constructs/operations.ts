import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { listPrices } from '../prices/list-prices.ts';
import { engineAlerts } from './engine-alerts.ts';
import { EngineDashboard } from './engine-dashboard.ts';
import type { EngineState } from './engine-state.ts';
import { Insights } from './insights.ts';
import { runAlerts } from './run-alerts.ts';
import type { WorkQueue } from './work-queue.ts';

export interface OperationsProps {
  readonly state: EngineState;
  readonly config: Pick<StageConfig, 'executorConcurrency' | 'concurrentExecutions' | 'region' | 'canary'>;
  readonly dataEvents: WorkQueue;
  readonly executions: WorkQueue;
  readonly dispatcher: LambdaFunction;
  readonly executor: LambdaFunction;
}

/** What whoever is on call sees and hears of the engine as a whole; its parts bring alarms of their own. */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { state, config, dataEvents, executions, dispatcher, executor } = props;
    const { alerts, namePrefix, tables } = state;
    const insights = new Insights(this, 'Insights', { namePrefix });
    const { executorConcurrency, concurrentExecutions } = config;
    for (const alert of [
      ...runAlerts(namePrefix, insights),
      ...engineAlerts({ namePrefix, executor, executorConcurrency, concurrentExecutions }),
    ])
      alerts.on(this, alert);
    new EngineDashboard(this, 'Dashboard', {
      ...{ namePrefix, insights, tables, dataEvents, executions, canary: config.canary },
      prices: listPrices(config.region),
      lambdas: [
        { lambda: dispatcher, gb: 0.5 },
        { lambda: executor, gb: 2 },
      ],
      alarms: () => alerts.lasting,
    });
  }
}
