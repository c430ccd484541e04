import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import { type DimensionsOf, type MetricName, metricsNamespace } from '../../core/model/metrics.ts';

export interface EngineMetricOptions {
  /** @default Stats.SUM */
  readonly statistic?: string;
  /** @default - five minutes */
  readonly period?: Duration;
  /** @default - as CloudWatch calls it */
  readonly label?: string;
}

/** A metric that lines of the engine's log are; a name or dimension that none has does not compile. */
export function engineMetric<Name extends MetricName>(
  namePrefix: string,
  metricName: Name,
  dimensionsMap: DimensionsOf<Name>,
  { statistic = Stats.SUM, ...options }: EngineMetricOptions = {},
): Metric {
  const namespace = metricsNamespace(namePrefix);
  return new Metric({ namespace, metricName, dimensionsMap: { ...dimensionsMap }, statistic, ...options });
}
