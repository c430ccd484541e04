/** What a metric counts, and by what it is told apart. Every value of a dimension is a metric to pay for. */
interface MetricDefinition {
  readonly unit: 'Count' | 'Seconds' | 'None';
  /** Of few values each: no PDA, execution or person, and functions only while a new version takes over. */
  readonly dimensions: readonly string[];
}

const counted = (...dimensions: readonly string[]): MetricDefinition => ({ unit: 'Count', dimensions });

/** Every metric of the engine; AWS measures queues, tables and Lambdas by itself. */
export const METRICS = {
  /** Runs that ended, and tries of them that failed, by how. */
  Executions: counted('Status'),
  /** Those that failed, by whose fault it is. */
  Faults: counted('FaultOf'),
  /** Those that found the platform at its capacity. */
  ThrottledRuns: counted(),
  /** Those whose function did not run sealed: never on AWS. */
  UnsealedRuns: counted(),
  /** Those that a version on trial failed by its own fault; what returns it. */
  CandidateFailures: counted('FunctionId', 'Version'),
  /** Requests for which there was nothing to do. */
  DeclinedRequests: counted(),
  /** Requests that came while as many runs of their function as may be were at work. */
  SlotWaits: counted(),
  /** Runs that followed each other too often, and wait for reconcile. */
  TooManyHops: counted(),
  /** Messages and attempts that were given up, by the queue that they came from. */
  Letters: counted('Queue'),
  /** Stored items that the engine cannot read; each process tells once of each. */
  UnreadableItems: counted(),
  /** Faults of the engine, by the Lambda that met them. */
  InternalErrors: counted('Service'),
  /** Those of them that were a refusal by AWS: a role, a key or a secret is not as it should be. */
  AccessDenials: counted(),
  /** Looks of the canary at its engine, one every five minutes. */
  CanaryBeats: counted(),
  /** Those that found something wrong. */
  CanaryFailures: counted(),
  /** Those of them whose function found something open that must be shut. */
  CanaryBreaches: counted(),
  /** How old the newest heartbeat is that was answered right. */
  CanaryAge: { unit: 'Seconds', dimensions: [] },
  /** For how long the work that has waited longest should have begun, told every minute. */
  OldestOverdueMinutes: { unit: 'None', dimensions: [] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof METRICS;

/** Its dimensions, each with a value. */
export type DimensionsOf<Name extends MetricName> = {
  readonly [Dimension in (typeof METRICS)[Name]['dimensions'][number]]: string;
};

/** Which metrics are of one deployment: two in an account do not mix. */
export function metricsNamespace(namePrefix: string): string {
  return `SmartHatEngine/${namePrefix}`;
}
