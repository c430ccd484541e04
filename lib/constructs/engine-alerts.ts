import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import type { Alert } from './alerts.ts';
import { engineMetric } from './engine-metric.ts';

export interface EngineAlertsProps {
  readonly namePrefix: string;
  readonly executor: LambdaFunction;
  /** Batches that the executor works on at a time. */
  readonly executorConcurrency: number;
  /** Calls at a time that AWS allows the account. */
  readonly concurrentExecutions: number;
}

const QUARTER_HOUR = { period: Duration.minutes(15) };

/** Of the calls at a time that AWS allows the account. */
const MANY = 0.8;

/** Of those that the executor may do at once. */
const NEARLY_ALL = 0.9;

/** What tells of faults of the engine itself, and of how near it is to its limits. */
export function engineAlerts(props: EngineAlertsProps): readonly Alert[] {
  return [...faults(props), ...limits(props)];
}

function faults({ namePrefix }: EngineAlertsProps): readonly Alert[] {
  return [
    {
      name: 'internal-errors',
      severity: 'low',
      description: 'The engine meets faults of its own.',
      why: 'Single ones come with AWS and are tried again; more than ten within 15 minutes are a defect.',
      metric: internalErrors(namePrefix),
      threshold: 10,
    },
    {
      name: 'access-denied',
      severity: 'high',
      description: 'AWS refuses the engine something: a role, a key or a secret is not as it was deployed.',
      why: 'That does not mend itself, so the first one counts.',
      metric: engineMetric(namePrefix, 'AccessDenials', {}),
    },
    {
      name: 'unreadable-items',
      severity: 'low',
      description: 'The engine cannot read an item of its tables: somebody has spoilt it.',
      why: 'Nothing of the engine writes such an item, so the first one counts.',
      metric: engineMetric(namePrefix, 'UnreadableItems', {}),
    },
    {
      name: 'reconcile-silent',
      severity: 'high',
      description: 'Nobody looks for work that was forgotten.',
      why: 'There is a look every minute: of 15, not one was taken.',
      metric: engineMetric(
        namePrefix,
        'OldestOverdueMinutes',
        {},
        { ...QUARTER_HOUR, statistic: Stats.SAMPLE_COUNT },
      ),
      threshold: 1,
      below: true,
      silenceAlarms: true,
    },
  ];
}

function limits(props: EngineAlertsProps): readonly Alert[] {
  const { executor, executorConcurrency, concurrentExecutions } = props;
  const manyCalls = Math.floor(concurrentExecutions * MANY);
  return [
    {
      name: 'executor-busy',
      severity: 'low',
      description: 'The executor works on nearly as many batches as it may: what comes newly waits.',
      why: `It may work on ${executorConcurrency} at a time; a peak is over within 15 minutes, growth is not.`,
      metric: executor.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
      threshold: Math.ceil(executorConcurrency * NEARLY_ALL) - 1,
      evaluationPeriods: 3,
    },
    {
      name: 'account-concurrency',
      severity: 'high',
      description: "The account's Lambdas run nearly as often at once as AWS allows.",
      why: `Beyond ${concurrentExecutions} AWS refuses calls; ${manyCalls} leaves time to act.`,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'ConcurrentExecutions',
        statistic: Stats.MAXIMUM,
      }),
      threshold: manyCalls,
      evaluationPeriods: 3,
    },
  ];
}

/** The Lambdas that have work by themselves. */
export const WORKING_SERVICES = ['api', 'dispatcher', 'executor', 'reconcile'] as const;

function internalErrors(namePrefix: string): MathExpression {
  const of = (Service: string) => engineMetric(namePrefix, 'InternalErrors', { Service }, QUARTER_HOUR);
  return new MathExpression({
    expression: WORKING_SERVICES.map((service) => `FILL(${service}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(WORKING_SERVICES.map((service) => [service, of(service)])),
    ...QUARTER_HOUR,
  });
}
