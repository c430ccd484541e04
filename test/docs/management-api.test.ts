import { readFileSync } from 'node:fs';
import { executionRecord } from '../../core/execute/record.ts';
import { acceptEvents } from '../../core/manage/accept-events.ts';
import { ownersView } from '../../core/manage/owners-view.ts';
import { executionRecordSchema, NO_COUNTS } from '../../core/model/execution-record.ts';
import { anAttempt, anEntry, aStatus, later, NOW, PDA } from '../support/builders.ts';

describe('docs/management-api.md', () => {
  const page = readFileSync('docs/management-api.md', 'utf8');

  it("names every field of a function's status that only its owner sees", () => {
    const status = aStatus({
      ...{ failures: 10, notBefore: later(60).toISOString() },
      lastError: { code: 'FUNCTION_ERROR', at: NOW.toISOString() },
    });
    const entry = anEntry({ scope: { ...anEntry().scope, endpoint: 'elsewhere' } });

    const { available, enabled, ...additional } = ownersView(entry, status, NOW).status;

    for (const [field, value] of Object.entries(additional)) {
      const parts = typeof value === 'object' ? ` {${Object.keys(value).join(', ')}}` : '';
      expect(page).toContain(`| \`${field}${parts}\` |`);
    }
    expect(Object.keys(additional)).toHaveLength(4);
  });

  it.each(executionRecordSchema.shape.status.options)('explains executions that are %s', (status) => {
    expect(page).toContain(`| \`${status}\` | `);
  });

  it('names every field of an execution record', () => {
    const context = { pda: PDA, entry: anEntry(), attempt: anAttempt(), sealed: true, now: NOW };

    const record = executionRecord(context, {
      status: 'failed',
      counts: NO_COUNTS,
      errorCode: 'FUNCTION_ERROR',
    });

    const { pda, ...shown } = record;
    for (const field of Object.keys(shown)) expect(page).toContain(`\`${field}\``);
  });

  it('shows an event that is taken, and an answer as it is given', () => {
    const [sent, answered] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) =>
      JSON.parse(json),
    );
    const wrong = { ...sent[0], endpoints: ['Kitchen'] };

    const taken = acceptEvents([sent[0], wrong, sent[0]], sent[0].pda, () => 'event-1');

    expect({ accepted: taken.accepted, refused: taken.refused }).toEqual(answered);
  });
});
