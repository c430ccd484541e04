import { ERROR_CODES, ERRORS } from '../../../core/model/error-code.ts';
import type { LogFields } from '../../../core/model/log-entry.ts';
import { measuredOf } from '../../../core/model/measured.ts';
import { METRICS, metricsNamespace } from '../../../core/model/metrics.ts';

const counted = (name: string, dimensions: Record<string, string> = {}) => ({ name, dimensions, value: 1 });

describe('what a line of the log is counted as', () => {
  it('is one execution, by how it ended', () => {
    const measured = measuredOf('execution recorded', { status: 'empty', sealed: true }, 'executor');

    expect(measured).toEqual([counted('Executions', { Status: 'empty' })]);
  });

  it.each(ERROR_CODES)('is a fault as well, of whoever is to blame for %s', (errorCode) => {
    const fields: LogFields = { status: 'failed', errorCode, sealed: true };

    const measured = measuredOf('execution recorded', fields, 'executor');

    expect(measured).toContainEqual(counted('Faults', { FaultOf: ERRORS[errorCode].fault }));
    expect(measured.filter(({ name }) => name === 'ThrottledRuns')).toHaveLength(
      errorCode === 'THROTTLED' ? 1 : 0,
    );
  });

  it('tells of a run that was not sealed', () => {
    const measured = measuredOf('execution recorded', { status: 'succeeded', sealed: false }, 'executor');

    expect(measured).toContainEqual(counted('UnsealedRuns'));
  });

  it.each([
    ['request declined', {}, counted('DeclinedRequests')],
    ['every slot taken', {}, counted('SlotWaits')],
    ['too many hops', {}, counted('TooManyHops')],
    ['letter put', { queue: 'executions' }, counted('Letters', { Queue: 'executions' })],
    ['unreadable item', {}, counted('UnreadableItems')],
    ['overdue work', { overdueMinutes: 1 }, counted('OldestOverdueMinutes')],
    ['internal error', {}, counted('InternalErrors', { Service: 'api' })],
  ] as const)('is one for "%s"', (event, fields, expected) => {
    const measured = measuredOf(event, fields, 'api');

    expect(measured).toEqual([expected]);
  });

  it.each([
    ['answered', 0, 0],
    ['waiting', 0, 0],
    ['unanswered', 1, 0],
    ['breached', 1, 1],
  ] as const)(
    'is a beat of the canary, its age, and whether it failed: %s',
    (canaryVerdict, failures, breaches) => {
      const measured = measuredOf('canary beat', { canaryVerdict, canaryAge: 300 }, 'canary');

      expect(measured).toEqual([
        counted('CanaryBeats'),
        { ...counted('CanaryFailures'), value: failures },
        { ...counted('CanaryBreaches'), value: breaches },
        { ...counted('CanaryAge'), value: 300 },
      ]);
    },
  );

  it('tells no age of a canary that was never answered', () => {
    const measured = measuredOf('canary beat', { canaryVerdict: 'waiting' }, 'canary');

    expect(measured.map(({ name }) => name)).toEqual(['CanaryBeats', 'CanaryFailures', 'CanaryBreaches']);
  });

  it.each([
    'AccessDeniedException',
    'KMSAccessDeniedException',
    'KMSInvalidStateException',
    'KmsAccessDenied',
    'AccessDenied',
  ])('tells an internal error that is a refusal by AWS from others: %s', (errorName) => {
    const refused = measuredOf('internal error', { errorName }, 'executor');
    const other = measuredOf('internal error', { errorName: 'TypeError' }, 'executor');

    expect(refused).toContainEqual(counted('AccessDenials'));
    expect(other).not.toContainEqual(counted('AccessDenials'));
  });

  it('tells apart the versions on trial that fail', () => {
    const fields: LogFields = { functionId: 'hydration-coach', version: '1.2.0' };

    const measured = measuredOf('candidate failed', fields, 'executor');

    expect(measured).toEqual([
      counted('CandidateFailures', { FunctionId: 'hydration-coach', Version: '1.2.0' }),
    ]);
  });

  it('names no metric like a dimension, and none like a field of the log', () => {
    const names = Object.entries(METRICS).flatMap(([name, { dimensions }]) => [name, ...dimensions]);

    expect(names.every((name) => /^[A-Z][A-Za-z]+$/.test(name))).toBe(true);
    expect(Object.keys(METRICS).filter((name) => names.indexOf(name) !== names.lastIndexOf(name))).toEqual(
      [],
    );
  });

  it('stands in a namespace of its deployment', () => {
    expect(metricsNamespace('trial')).toBe('SmartHatEngine/trial');
  });
});
