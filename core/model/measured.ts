import { isCanaryFailure } from './canary-verdict.ts';
import { ERRORS } from './error-code.ts';
import type { LogEvent, LogFields } from './log-entry.ts';
import type { DimensionsOf, MetricName } from './metrics.ts';

/** One value of a metric. */
export interface Measured {
  readonly name: MetricName;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

type Measure = (fields: LogFields) => readonly Measured[];

function one<Name extends MetricName>(name: Name, dimensions: DimensionsOf<Name>, value = 1): Measured {
  return { name, dimensions, value };
}

/** What AWS calls it when a role may not do something, or a key may not be used. */
const DENIAL = /AccessDenied|^KMS|^Kms/;

/** What each event is counted as; those that are not here are for reading alone. */
const MEASURES: { readonly [Event in LogEvent]?: Measure } = {
  'execution recorded': ({ status, errorCode, sealed }) => [
    ...(status ? [one('Executions', { Status: status })] : []),
    ...(errorCode ? [one('Faults', { FaultOf: ERRORS[errorCode].fault })] : []),
    ...(errorCode === 'THROTTLED' ? [one('ThrottledRuns', {})] : []),
    ...(sealed === false ? [one('UnsealedRuns', {})] : []),
  ],
  'candidate failed': ({ functionId, version }) =>
    functionId && version ? [one('CandidateFailures', { FunctionId: functionId, Version: version })] : [],
  'request declined': () => [one('DeclinedRequests', {})],
  'every slot taken': () => [one('SlotWaits', {})],
  'too many hops': () => [one('TooManyHops', {})],
  'letter put': ({ queue }) => (queue ? [one('Letters', { Queue: queue })] : []),
  'canary beat': ({ canaryVerdict, canaryAge }) => [
    one('CanaryBeats', {}),
    one('CanaryFailures', {}, canaryVerdict && isCanaryFailure(canaryVerdict) ? 1 : 0),
    one('CanaryBreaches', {}, canaryVerdict === 'breached' ? 1 : 0),
    ...(canaryAge === undefined ? [] : [one('CanaryAge', {}, canaryAge)]),
  ],
  'overdue work': ({ overdueMinutes }) =>
    overdueMinutes === undefined ? [] : [one('OldestOverdueMinutes', {}, overdueMinutes)],
  'unreadable item': () => [one('UnreadableItems', {})],
};

/**
 * What a line of the log counts as.
 * @param fields those that may be logged
 * @param service the Lambda that tells
 */
export function measuredOf(event: LogEvent, fields: LogFields, service: string): readonly Measured[] {
  if (event === 'internal error') return internalError(fields, service);
  return MEASURES[event]?.(fields) ?? [];
}

function internalError({ errorName }: LogFields, service: string): readonly Measured[] {
  const isDenial = errorName !== undefined && DENIAL.test(errorName);
  return [one('InternalErrors', { Service: service }), ...(isDenial ? [one('AccessDenials', {})] : [])];
}
