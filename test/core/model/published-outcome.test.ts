import { executionRecord } from '../../../core/execute/record.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { publishedOutcome } from '../../../core/model/published-outcome.ts';
import { anAttempt, anEntry, later, PDA } from '../../support/builders.ts';

const record = executionRecord(
  { pda: PDA, entry: anEntry(), attempt: anAttempt(), sealed: true, now: later(5) },
  { status: 'refused', counts: { ...NO_COUNTS, recordsIn: 12, bytesIn: 4711 }, errorCode: 'RESULT_INVALID' },
);

describe('what is published of an execution', () => {
  it('names it, and no exact number, time or code of it', () => {
    const outcome = publishedOutcome(record);

    expect(Object.keys(outcome).toSorted()).toEqual([
      ...['codeHash', 'duration', 'executionId', 'functionId', 'pda', 'recordsIn'],
      ...['recordsOut', 'sealed', 'status', 'trigger', 'version'],
    ]);
    expect(outcome).toMatchObject({ status: 'failed', recordsIn: '10-99', recordsOut: '0' });
  });

  it.each([
    ['succeeded', 'succeeded'],
    ['empty', 'succeeded'],
    ['failed', 'failed'],
    ['refused', 'failed'],
    ['cancelled', 'cancelled'],
  ] as const)('tells of %s as %s', (status, told) => {
    const outcome = publishedOutcome({ ...record, status });

    expect(outcome.status).toBe(told);
  });

  it.each([
    [0, '0'],
    [1, '1-9'],
    [9, '1-9'],
    [10, '10-99'],
    [999, '100-999'],
    [1000, '1000+'],
    [1_000_000, '1000+'],
  ])('counts %i records as %s', (recordsOut, bucket) => {
    const outcome = publishedOutcome({ ...record, recordsOut });

    expect(outcome.recordsOut).toBe(bucket);
  });

  it.each([
    [0, '<1s'],
    [999, '<1s'],
    [1_000, '<10s'],
    [59_999, '<1min'],
    [60_000, '<10min'],
    [600_000, '10min+'],
  ])('takes %i ms for %s', (durationMs, bucket) => {
    const outcome = publishedOutcome({ ...record, durationMs });

    expect(outcome.duration).toBe(bucket);
  });
});
