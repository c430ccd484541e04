import fc from 'fast-check';
import { ERROR_CODES } from '../../../core/model/error-code.ts';
import { LOG_EVENTS, LOG_FIELDS, type LogEvent, loggable } from '../../../core/model/log-entry.ts';
import { measuredOf } from '../../../core/model/measured.ts';
import { embeddedMetrics } from '../../../lambdas/shared/emf.ts';
import { emfProblems } from '../../support/emf-schema.ts';

const AT = new Date('2026-11-20T09:00:00.000Z');
const OF_TRIAL = { namespace: 'SmartHatEngine/trial', at: AT };

const fields = fc.record(
  {
    status: fc.constantFrom('succeeded', 'failed', 'SECRET'),
    errorCode: fc.option(fc.constantFrom(...ERROR_CODES, 'SECRET'), { nil: undefined }),
    sealed: fc.boolean(),
    queue: fc.constantFrom('executions', 'data-events', 'SECRET'),
    errorName: fc.constantFrom('AccessDeniedException', 'TypeError', 'not a name'),
    functionId: fc.constantFrom('hydration-coach', 'no function'),
  },
  { requiredKeys: [] },
);
const lines = fc.tuple(fc.constantFrom(...(Object.keys(LOG_EVENTS) as LogEvent[])), fields);
const lineOf = ([event, told]: readonly [LogEvent, object]) =>
  embeddedMetrics(measuredOf(event, loggable({ ...told }).fields, 'executor'), OF_TRIAL);

describe('embedded metrics', () => {
  it('are a namespace, names of dimensions and names of metrics, whose values stand beside', () => {
    const line = lineOf(['letter put', { queue: 'executions' }]);

    expect(line).toEqual({
      _aws: {
        Timestamp: AT.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: 'SmartHatEngine/trial',
            Dimensions: [['Queue']],
            Metrics: [{ Name: 'Letters', Unit: 'Count' }],
          },
        ],
      },
      ...{ Letters: 1, Queue: 'executions' },
    });
  });

  it('are what the specification says, whatever is told', () => {
    fc.assert(
      fc.property(lines, (told) => {
        const line = lineOf(told);

        expect(line._aws === undefined ? [] : emfProblems(line)).toEqual([]);
      }),
    );
  });

  it('I9: hide no field of the log, and hold nothing that it would drop', () => {
    fc.assert(
      fc.property(lines, (told) => {
        const { _aws, ...members } = lineOf(told);

        expect(Object.keys(members).filter((name) => Object.hasOwn(LOG_FIELDS, name))).toEqual([]);
        expect(JSON.stringify(members)).not.toMatch(/SECRET|not a name|no function/);
      }),
    );
  });

  it('are nothing where nothing is measured', () => {
    expect(lineOf(['execution claimed', {}])).toEqual({});
  });

  it.each([
    [{ _aws: { Timestamp: 1, CloudWatchMetrics: [] } }],
    [{ _aws: { Timestamp: 'now', CloudWatchMetrics: [] } }],
    [{ ...lineOf(['letter put', { queue: 'executions' }]), Letters: 'many' }],
    [{ ...lineOf(['letter put', { queue: 'executions' }]), Queue: undefined }],
  ])('would not pass for such when they are not: %#', (line) => {
    expect(emfProblems(line)).not.toEqual([]);
  });
});
