import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type MetricName, metricsNamespace } from '../../core/model/metrics.ts';
import type { Minute } from './judge-beats.ts';

const ASKED = [
  ['failures', 'CanaryFailures', 'Sum'],
  ['breaches', 'CanaryBreaches', 'Sum'],
  ['age', 'CanaryAge', 'Minimum'],
] as const satisfies readonly (readonly [keyof Minute, MetricName, string])[];

/** What the canary of a deployment told CloudWatch since a moment, minute by minute. */
export async function readMinutes(
  client: CloudWatchClient,
  { namePrefix, since, until }: { readonly namePrefix: string; readonly since: Date; readonly until: Date },
): Promise<readonly Minute[]> {
  const { MetricDataResults: results = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: since,
      EndTime: until,
      MetricDataQueries: ASKED.map(([Id, MetricName, Stat]) => ({
        Id,
        MetricStat: { Metric: { Namespace: metricsNamespace(namePrefix), MetricName }, Period: 60, Stat },
      })),
    }),
  );
  return results.flatMap(({ Id, Timestamps = [], Values = [] }) =>
    Timestamps.map((beginsAt, index) => ({ beginsAt, [String(Id)]: Values[index] })),
  );
}
