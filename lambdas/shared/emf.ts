import type { Measured } from '../../core/model/measured.ts';
import { METRICS } from '../../core/model/metrics.ts';

/** Members of a line of the log by which CloudWatch takes it for metrics as well; values and dimensions stand beside. */
export interface EmbeddedMetrics {
  readonly _aws?: {
    /** Milliseconds since 1970. */
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly MetricDirective[];
  };
  readonly [member: string]: unknown;
}

interface MetricDirective {
  readonly Namespace: string;
  /** Sets of names; an empty one is a metric without dimensions. */
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

/** What was measured, in CloudWatch's embedded metric format; nothing when nothing was. */
export function embeddedMetrics(
  measured: readonly Measured[],
  { namespace, at }: { readonly namespace: string; readonly at: Date },
): EmbeddedMetrics {
  if (measured.length === 0) return {};
  const CloudWatchMetrics = measured.map(({ name, dimensions }) => ({
    Namespace: namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: METRICS[name].unit }],
  }));
  return {
    ...Object.assign({}, ...measured.map(({ dimensions }) => dimensions)),
    ...Object.fromEntries(measured.map(({ name, value }) => [name, value])),
    _aws: { Timestamp: at.getTime(), CloudWatchMetrics },
  };
}
