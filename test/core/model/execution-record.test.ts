import { executionRecord } from '../../../core/execute/record.ts';
import { ERROR_CODES, ERRORS } from '../../../core/model/error-code.ts';
import { executionRecordSchema, NO_COUNTS } from '../../../core/model/execution-record.ts';
import { anAttempt, anEntry, later, PDA } from '../../support/builders.ts';

const context = { pda: PDA, entry: anEntry(), attempt: anAttempt(), sealed: true, now: later(90) };

describe('executionRecord', () => {
  it.each(['succeeded', 'empty', 'failed', 'refused', 'cancelled'] as const)(
    'of a run that ended as %s says when and how long it took',
    (status) => {
      const record = executionRecord(context, { status, counts: NO_COUNTS });

      expect(executionRecordSchema.parse(record)).toEqual(record);
      expect(record).toMatchObject({ status, finishedAt: later(90).toISOString(), durationMs: 90_000 });
    },
  );

  it('of a run under way has no end', () => {
    const record = executionRecord(context, { status: 'running', counts: NO_COUNTS });

    expect(record).not.toHaveProperty('finishedAt');
    expect(record).not.toHaveProperty('errorCode');
  });

  it('names the version and the code that ran', () => {
    const attempt = anAttempt({ version: '1.2.3' });

    const record = executionRecord({ ...context, attempt }, { status: 'succeeded', counts: NO_COUNTS });

    expect(record).toMatchObject({ version: '1.2.3', codeHash: anEntry().codeHash });
  });

  it('never lasts less than nothing, whatever the clocks say', () => {
    const record = executionRecord({ ...context, now: later(-5) }, { status: 'failed', counts: NO_COUNTS });

    expect(record.durationMs).toBe(0);
  });
});

describe('executionRecordSchema', () => {
  const record = executionRecord(context, { status: 'failed', counts: NO_COUNTS, errorCode: 'INTERNAL' });

  it.each([
    ['executionId', 'seven'],
    ['status', 'done'],
    ['trigger', 'cron'],
    ['errorCode', 'OOPS'],
    ['parts', -1],
    ['recordsIn', 1.5],
    ['sealed', 'yes'],
  ])('refuses %s %j', (field, value) => {
    const read = executionRecordSchema.safeParse({ ...record, [field]: value });

    expect(read.error?.issues[0]?.path).toEqual([field]);
  });
});

describe('error codes', () => {
  it.each(ERROR_CODES)('%s says what happened and what to do', (code) => {
    const { cause, remedy } = ERRORS[code];

    expect(cause).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
  });
});
