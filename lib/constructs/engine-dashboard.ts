import { Dashboard, type IMetric, type IWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type CostMetricsProps, costMetrics } from './cost-metrics.ts';
import { AlarmBoard, AlarmGraph, plot, question, RankingWidget, totals } from './dashboard-widgets.ts';
import { engineMetric } from './engine-metric.ts';
import { FAILING_FUNCTIONS, FAILING_PDAS, FAULTY_PLACES, type Insights } from './insights.ts';
import type { WorkQueue } from './work-queue.ts';

export interface EngineDashboardProps extends Omit<CostMetricsProps, 'queues'> {
  readonly insights: Insights;
  readonly dataEvents: WorkQueue;
  readonly executions: WorkQueue;
  /** Whether there is one. */
  readonly canary: boolean;
  /** Names of the alarms to show; asked at the end of synthesis. */
  readonly alarms: () => readonly string[];
}

const MAXIMUM = { statistic: Stats.MAXIMUM };
const STATUSES = ['succeeded', 'empty', 'failed', 'refused', 'cancelled'];
const FAULTS = ['function', 'pda', 'engine', 'owner'];
/** Bills by service, which AWS tells in one region for all. */
const BILLED = ['AWSLambda', 'AmazonDynamoDB', 'AWSQueueService', 'AmazonCloudWatch'];

/** Six questions, and the answers to all of them on one page. */
export class EngineDashboard extends Construct {
  private readonly props: EngineDashboardProps;

  constructor(scope: Construct, id: string, props: EngineDashboardProps) {
    super(scope, id);
    this.props = props;
    new Dashboard(this, 'Dashboard', {
      // Names of dashboards are the account's, whatever the region.
      dashboardName: `${props.namePrefix}-${Aws.REGION}-engine`,
      defaultInterval: Duration.hours(3),
      widgets: [
        [new AlarmBoard(props.alarms)],
        ...asking('Are runs flowing?', this.flow()),
        ...asking('How old is the oldest event?', this.ages()),
        ...asking('Which function fails?', this.functions()),
        ...asking('Which PDA is unreachable?', this.pdas()),
        ...asking('Is anything trying to get out?', this.ways()),
        ...asking('What does it cost?', this.costs()),
      ],
    });
  }

  private flow(): IWidget[] {
    const { namePrefix, canary } = this.props;
    const ended = STATUSES.map((Status) =>
      engineMetric(namePrefix, 'Executions', { Status }, { label: Status }),
    );
    const faults = FAULTS.map((FaultOf) =>
      engineMetric(namePrefix, 'Faults', { FaultOf }, { label: FaultOf }),
    );
    return [
      plot({ title: 'Runs, by how they ended', metrics: ended, width: 10, stacked: true }),
      plot({ title: 'Runs that failed, by whose fault it is', metrics: faults, width: 8, stacked: true }),
      ...(canary ? [new AlarmGraph('The canary', `${namePrefix}-canary-failing`, 6)] : []),
    ];
  }

  private ages(): IWidget[] {
    const { namePrefix, dataEvents, executions } = this.props;
    const queues = [
      { name: 'data events', queue: dataEvents },
      { name: 'executions', queue: executions },
    ];
    const of = (metric: (one: WorkQueue, label: string) => IMetric) =>
      queues.map(({ name, queue }) => metric(queue, name));
    const age = of(({ queue }, label) => queue.metricApproximateAgeOfOldestMessage({ ...MAXIMUM, label }));
    const waiting = of(({ queue }, label) =>
      queue.metricApproximateNumberOfMessagesVisible({ ...MAXIMUM, label }),
    );
    const dead = of(({ deadLetters }, label) =>
      deadLetters.metricApproximateNumberOfMessagesVisible({ ...MAXIMUM, label }),
    );
    const overdue = engineMetric(namePrefix, 'OldestOverdueMinutes', {}, { ...MAXIMUM, label: 'overdue' });
    return [
      plot({ title: 'Oldest message', metrics: age, width: 6, unit: 'seconds' }),
      plot({ title: 'Work that should have begun', metrics: [overdue], width: 6, unit: 'minutes' }),
      plot({ title: 'Messages that wait', metrics: waiting, width: 6 }),
      plot({ title: 'Dead letters', metrics: dead, width: 6 }),
    ];
  }

  private functions(): IWidget[] {
    const { namePrefix, insights } = this.props;
    const waits = [
      engineMetric(namePrefix, 'ThrottledRuns', {}, { label: 'refused by AWS' }),
      engineMetric(namePrefix, 'SlotWaits', {}, { label: 'every slot taken' }),
    ];
    return [
      new RankingWidget('Functions that fail, by version', insights.ruleName(FAILING_FUNCTIONS), 12),
      plot({ title: 'Runs that had to wait', metrics: waits, width: 12 }),
    ];
  }

  private pdas(): IWidget[] {
    const { insights } = this.props;
    return [
      new RankingWidget('PDAs that fail, by pseudonym', insights.ruleName(FAILING_PDAS), 12),
      new RankingWidget("The engine's own faults, by place", insights.ruleName(FAULTY_PLACES), 12),
    ];
  }

  private ways(): IWidget[] {
    const { namePrefix } = this.props;
    const unsealed = [engineMetric(namePrefix, 'UnsealedRuns', {}, { label: 'unsealed' })];
    return [
      new AlarmGraph('Packets that were refused', `${namePrefix}-rejected-traffic`, 8),
      new AlarmGraph('Names that were asked for', `${namePrefix}-blocked-dns`, 8),
      totals({ title: 'Runs without a seal', metrics: unsealed, width: 8 }),
    ];
  }

  private costs(): IWidget[] {
    const { dataEvents, executions, prices } = this.props;
    const title = `USD an hour, at list prices (${prices.region}, ${prices.checked}), without new tenant environments`;
    const metrics = costMetrics({ ...this.props, queues: [dataEvents.queue, executions.queue] });
    return [
      plot({ title, metrics, width: 14, stacked: true }),
      plot({
        title: "The account's bill this month, USD (needs billing alerts)",
        metrics: BILLED.map(billed),
        width: 10,
      }),
    ];
  }
}

function asking(words: string, widgets: IWidget[]): IWidget[][] {
  return [[question(words)], widgets];
}

function billed(ServiceName: string): Metric {
  return new Metric({
    ...{ namespace: 'AWS/Billing', metricName: 'EstimatedCharges', region: 'us-east-1', ...MAXIMUM },
    dimensionsMap: { Currency: 'USD', ServiceName },
    period: Duration.hours(6),
    label: ServiceName,
  });
}
