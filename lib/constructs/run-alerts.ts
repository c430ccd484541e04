import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Alert } from './alerts.ts';
import { engineMetric } from './engine-metric.ts';
import { FAILING_FUNCTIONS, type Insights } from './insights.ts';

const QUARTER_HOUR = { period: Duration.minutes(15) };

/** What tells that runs do not flow, or do not end as they should. */
export function runAlerts(namePrefix: string, insights: Insights): readonly Alert[] {
  return [...failures(namePrefix, insights), ...delays(namePrefix)];
}

function failures(namePrefix: string, insights: Insights): readonly Alert[] {
  return [
    {
      name: 'most-runs-fail',
      severity: 'high',
      description: 'More than half of all runs fail.',
      why: 'A function or a PDA that fails is one of many; this has something in common. Below 20 runs in 15 minutes nothing is said.',
      metric: shareThatFails(namePrefix),
      threshold: 50,
    },
    {
      name: 'function-failing',
      severity: 'low',
      description: 'A version of a function fails for many people.',
      why: 'Now and then is a matter for its author; 20 times within five minutes, three times in a row, is not.',
      metric: insights.most(FAILING_FUNCTIONS),
      threshold: 20,
      evaluationPeriods: 3,
    },
    {
      name: 'pdas-unreachable',
      severity: 'high',
      description: 'Many PDAs do not answer, or refuse the engine.',
      why: 'One that is down is a matter for whoever runs it; more than 20 at once have something in common.',
      metric: insights.failingPdas(),
      threshold: 20,
      evaluationPeriods: 3,
    },
    {
      name: 'unsealed-runs',
      severity: 'high',
      description: 'A function ran without its seal.',
      why: 'On AWS none may, so the first one counts.',
      metric: engineMetric(namePrefix, 'UnsealedRuns', {}),
    },
  ];
}

function delays(namePrefix: string): readonly Alert[] {
  return [
    {
      name: 'functions-throttled',
      severity: 'high',
      description: 'AWS refuses to run functions: too many at once, or too many new environments in an hour.',
      why: 'Single refusals are tried again within a minute; 50 within five minutes, three times in a row, hold work up.',
      metric: engineMetric(namePrefix, 'ThrottledRuns', {}),
      threshold: 50,
      evaluationPeriods: 3,
    },
    {
      name: 'slots-taken',
      severity: 'low',
      description: 'A function has more to do than it may do at once.',
      why: 'A crowd is served one after the other, and that is meant; after an hour it does not end by itself.',
      metric: engineMetric(namePrefix, 'SlotWaits', {}, QUARTER_HOUR),
      threshold: 100,
      evaluationPeriods: 4,
    },
    {
      name: 'too-many-hops',
      severity: 'low',
      description: 'A run continued itself so often that it was put off.',
      why: 'A long history takes a few messages; the limit is far beyond that, so the first one counts.',
      metric: engineMetric(namePrefix, 'TooManyHops', {}),
    },
    {
      name: 'overdue-work',
      severity: 'high',
      description: 'Work waits that should have begun more than 30 minutes ago.',
      why: 'What is due begins within two minutes, and within 15 after a crash of the executor; twice that is no crash.',
      metric: engineMetric(namePrefix, 'OldestOverdueMinutes', {}, { statistic: Stats.MAXIMUM }),
      threshold: 30,
      evaluationPeriods: 2,
    },
  ];
}

/** Percent; 0 where too few ended to tell. */
function shareThatFails(namePrefix: string): MathExpression {
  const of = (Status: string) => engineMetric(namePrefix, 'Executions', { Status }, QUARTER_HOUR);
  return new MathExpression({
    expression:
      'IF(FILL(ok, 0) + FILL(none, 0) + FILL(bad, 0) + FILL(no, 0) >= 20, 100 * (FILL(bad, 0) + FILL(no, 0)) / (FILL(ok, 0) + FILL(none, 0) + FILL(bad, 0) + FILL(no, 0)), 0)',
    usingMetrics: { ok: of('succeeded'), none: of('empty'), bad: of('failed'), no: of('refused') },
    ...QUARTER_HOUR,
    label: 'percent of runs that fail',
  });
}
