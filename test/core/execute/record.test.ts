import { executionRecord } from '../../../core/execute/record.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { anAttempt, anEntry, later, PDA } from '../../support/builders.ts';

const outcome = { status: 'succeeded', counts: NO_COUNTS } as const;

describe('an execution record', () => {
  it('names the code that ran, though another version is current by now', () => {
    const attempt = anAttempt({ version: '1.0.0', codeHash: '1'.repeat(64) });
    const entry = anEntry({ version: '2.0.0', codeHash: '2'.repeat(64) });

    const record = executionRecord({ pda: PDA, entry, attempt, sealed: true, now: later(3) }, outcome);

    expect(record).toMatchObject({ version: '1.0.0', codeHash: '1'.repeat(64), durationMs: 3_000 });
  });
});
