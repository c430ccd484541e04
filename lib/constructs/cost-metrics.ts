import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';
import type { ListPrices } from '../prices/list-prices.ts';
import type { EngineTables } from './engine-tables.ts';

export interface CostMetricsProps {
  readonly prices: ListPrices;
  /** The Lambdas that work all the time, and their memory in GB. */
  readonly lambdas: readonly { readonly lambda: LambdaFunction; readonly gb: number }[];
  readonly queues: readonly Queue[];
  readonly tables: EngineTables;
  readonly namePrefix: string;
}

const HOUR = Duration.hours(1);
const SUM = { statistic: Stats.SUM, period: HOUR };
/** What functions have unless they ask for more. */
const FUNCTION_GB = 0.125;
/** CloudWatch reads no exponents. */
const DIGITS = 15;
/** Sending a message, receiving and deleting it. */
const REQUESTS_OF_MESSAGE = 3;

interface Priced {
  readonly metric: IMetric;
  readonly usd: number;
}

/** USD an hour, by what it is for: what AWS has counted, at list prices. */
export function costMetrics(props: CostMetricsProps): readonly IMetric[] {
  return [
    priced('functions', {
      label: 'functions and all other Lambdas of the account, were each of 128 MB',
      parts: functions(props),
    }),
    priced('engine', { label: "the engine's dispatcher and executor", parts: engine(props) }),
    priced('tables', { label: 'tables', parts: tables(props) }),
    priced('queues', { label: 'queues', parts: queues(props) }),
  ];
}

function engine({ lambdas, prices: { prices } }: CostMetricsProps): readonly Priced[] {
  return lambdas.flatMap(({ lambda, gb }) => [
    { metric: lambda.metricDuration(SUM), usd: (gb / 1000) * prices.lambdaGbSecondArm.usd },
    { metric: lambda.metricInvocations(SUM), usd: prices.lambdaRequest.usd },
  ]);
}

/** All Lambdas of the account but the two of `lambdas`: of thousands CloudWatch adds up no part. */
function functions({ lambdas, prices: { prices } }: CostMetricsProps): readonly Priced[] {
  const all = (metricName: string) => new Metric({ namespace: 'AWS/Lambda', metricName, ...SUM });
  const second = (FUNCTION_GB / 1000) * prices.lambdaGbSecondArm.usd;
  const request = prices.lambdaRequest.usd;
  return [
    { metric: all('Duration'), usd: second },
    { metric: all('Invocations'), usd: request },
    ...lambdas.flatMap(({ lambda }) => [
      { metric: lambda.metricDuration(SUM), usd: -second },
      { metric: lambda.metricInvocations(SUM), usd: -request },
    ]),
  ];
}

function tables({ tables: engineTables, prices: { prices } }: CostMetricsProps): readonly Priced[] {
  return (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((name) => {
    const { indexes = [] }: TableDefinition = TABLES[name];
    const table = { TableName: engineTables[name].tableName };
    const places = [table, ...indexes.map((index) => ({ ...table, GlobalSecondaryIndexName: index.name }))];
    return places.flatMap((place) => [
      { metric: consumed('Write', place), usd: prices.dynamodbWriteUnit.usd },
      { metric: consumed('Read', place), usd: prices.dynamodbReadUnit.usd },
    ]);
  });
}

function consumed(kind: 'Read' | 'Write', dimensionsMap: Record<string, string>): Metric {
  const metricName = `Consumed${kind}CapacityUnits`;
  return new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, ...SUM });
}

function queues({ queues: workQueues, prices: { prices } }: CostMetricsProps): readonly Priced[] {
  const usd = REQUESTS_OF_MESSAGE * prices.sqsRequest.usd;
  return workQueues.map((queue) => ({ metric: queue.metricNumberOfMessagesSent(SUM), usd }));
}

/** @param id begins the names that the line gives to its metrics, which are the whole graph's */
function priced(
  id: string,
  { label, parts }: { readonly label: string; readonly parts: readonly Priced[] },
): MathExpression {
  const usingMetrics = Object.fromEntries(parts.map(({ metric }, index) => [`${id}${index}`, metric]));
  const expression = parts
    .map(({ usd }, index) => `FILL(${id}${index}, 0) * ${usd.toFixed(DIGITS)}`)
    .join(' + ');
  return new MathExpression({ label, expression, usingMetrics, period: HOUR });
}
