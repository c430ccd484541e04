import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';
import type { Alerts } from './alerts.ts';
import type { EngineTables } from './engine-tables.ts';

export interface TableAlarmsProps {
  readonly tables: EngineTables;
  readonly alerts: Alerts;
}

/** What the engine does with tables. */
const OPERATIONS = ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'];

/** Tells when DynamoDB holds the engine up: a key that is too hot, or a fault of its own. */
export class TableAlarms extends Construct {
  constructor(scope: Construct, id: string, { tables, alerts }: TableAlarmsProps) {
    super(scope, id);
    for (const name of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
      const { tableName } = tables[name];
      alerts.on(this, {
        name: `${name}-throttled`,
        article: 'table-throttled',
        severity: 'high',
        description: `DynamoDB refuses requests to the table of ${name}.`,
        why: 'A table takes twice what it took before at once, and then grows: it has been refusing for 15 minutes.',
        metric: throttled(tableName, TABLES[name]),
        threshold: 10,
        evaluationPeriods: 3,
      });
      alerts.on(this, {
        name: `${name}-system-errors`,
        article: 'table-system-errors',
        severity: 'low',
        description: `DynamoDB fails at requests to the table of ${name}, by its own fault.`,
        why: 'Single ones are usual, and tried again within milliseconds: it has failed for 15 minutes.',
        metric: total(
          OPERATIONS.map((Operation) => metric('SystemErrors', { TableName: tableName, Operation })),
        ),
        threshold: 10,
        evaluationPeriods: 3,
      });
    }
  }
}

/** Of the table and of each of its indexes, which throttle on their own. */
function throttled(TableName: string, { indexes = [] }: TableDefinition): IMetric {
  const places = [
    { TableName },
    ...indexes.map(({ name }) => ({ TableName, GlobalSecondaryIndexName: name })),
  ];
  return total(
    ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((name) =>
      places.map((place) => metric(name, place)),
    ),
  );
}

function metric(metricName: string, dimensionsMap: Record<string, string>): IMetric {
  return new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: Stats.SUM });
}

/** The sum, where what was not measured counts as none. */
function total(metrics: readonly IMetric[]): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((one, index) => [`m${index}`, one]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period: Duration.minutes(5) });
}
