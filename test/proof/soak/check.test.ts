import { derivedRecordId } from '../../../core/execute/record-id.ts';
import { type ExecutionRecord, NO_COUNTS } from '../../../core/model/execution-record.ts';
import { check } from '../../../proof/soak/check.ts';
import { COUNTER, type Derived, type History, TRACKER } from '../../../proof/soak/history.ts';
import { anAttempt, CODE_HASH, later, PDA, uuid } from '../../support/builders.ts';

const time = (seconds: number) => later(seconds).getTime();

/** The run that began at this second, which is its id too, and wrote so many records. */
function aRun(second: number, recordsOut: number, change: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    ...{ executionId: uuid(second), pda: PDA, functionId: TRACKER, version: '1.0.0', codeHash: CODE_HASH },
    ...{ trigger: 'event', status: 'succeeded', sealed: true, durationMs: 1000 },
    startedAt: later(second).toISOString(),
    finishedAt: later(second + 1).toISOString(),
    ...{ ...NO_COUNTS, parts: 1, recordsOut },
    ...change,
  };
}

/** The record that the run wrote at this place. */
const recordId = (second: number, index: number) => derivedRecordId(anAttempt({ id: uuid(second) }), index);
const derived = (second: number, ...texts: readonly string[]): Derived[] =>
  texts.map((text, index) => ({ recordId: recordId(second, index), text }));

/** Two texts, saved at once, that one run derived from. */
function aHistory(change: Partial<History> = {}): History {
  return {
    person: PDA,
    saves: ['one', 'two'].map((text) => ({ text, acknowledgedAt: time(0) })),
    ...{ triggers: [], silences: [], oddAnswers: [], counted: [] },
    stored: ['one', 'two'],
    derived: derived(1, 'one', 'two'),
    executions: [aRun(1, 2)],
    isOwed: true,
    isCountedOnce: true,
    ...change,
  };
}

const useAll = { functionId: TRACKER, useAll: true, sentAt: time(10) };
const again = {
  derived: [...derived(1, 'one', 'two'), ...derived(11, 'one', 'two')],
  executions: [aRun(1, 2), aRun(11, 2, { trigger: 'manual' })],
};
const silence = { functionId: TRACKER, from: time(5), to: time(9), before: [], after: [] };
const aCount = (second: number, records: number) => ({
  counted: [{ recordId: recordId(second, 0), records }],
  executions: [aRun(1, 2), aRun(second, 1, { functionId: COUNTER, trigger: 'manual' })],
});
const ended = {
  functionId: COUNTER,
  useAll: false,
  sentAt: time(2),
  answer: { kind: 'ended', at: time(5) } as const,
};

const KEPT: readonly [string, Partial<History>][] = [
  ['everything once', {}],
  ['a save without an answer that is not there', { saves: [...aHistory().saves, { text: 'three' }] }],
  ['a save without an answer that is there', { saves: [] }],
  ['nothing derived yet of what is not owed', { isOwed: false, derived: [], executions: [] }],
  ['everything again, asked for', { ...again, triggers: [useAll] }],
  ['nothing new while disabled', { silences: [{ ...silence, before: ['a'], after: ['a'] }] }],
  ['all that there was counted', { ...aCount(3, 2), triggers: [ended] }],
  ['a run that a trigger started', { triggers: [{ ...useAll, answer: started(1) }] }],
];

const BROKEN: readonly [string, string, Partial<History>][] = [
  ['saved data is kept', 'a save that is gone', { stored: ['one'], derived: derived(1, 'one') }],
  ['saved data is kept once', 'a save that is there twice', { stored: ['one', 'two', 'two'] }],
  ['answers are as documented', 'an answer nobody knows', { oddAnswers: ['418'] }],
  ['I4 nothing is lost', 'a text without a derived record', { derived: derived(1, 'one') }],
  ['I4 nothing is made up', 'a derived record without a text', { derived: derived(1, 'one', 'zwei') }],
  ['I4 nothing is doubled', 'two records of one run', { derived: derived(1, 'one', 'one') }],
  ['I4 nothing is doubled', 'two records of two runs', { ...again, executions: [aRun(1, 2), aRun(11, 2)] }],
  ['I4 nothing is doubled', 'a run over everything that nobody asked for', again],
  [
    'I4 nothing is doubled',
    'a manual run over a part again',
    {
      triggers: [useAll],
      derived: [...derived(1, 'one', 'two'), ...derived(11, 'two')],
      executions: [aRun(1, 2), aRun(11, 1, { trigger: 'manual' })],
    },
  ],
  ['I4 everything is counted once', 'a record counted twice', { ...aCount(3, 3), triggers: [ended] }],
  ['I4 everything is counted once', 'a record not counted', { ...aCount(3, 1), triggers: [ended] }],
  ['I6 nothing is passed over', 'a run past what it left', { isOwed: false, derived: derived(1, 'one') }],
  [
    'I5 nothing after disable',
    'a record written while disabled',
    { silences: [{ ...silence, after: ['a'] }] },
  ],
  [
    'I5 no run after disable',
    'a run while disabled',
    { silences: [silence], executions: [aRun(1, 2), aRun(6, 0)] },
  ],
  [
    'I10 every execution ends',
    'a run that goes on',
    { executions: [aRun(1, 2, { status: 'running', finishedAt: undefined as unknown as string })] },
  ],
  [
    'I10 every execution ends',
    'an end that nobody knows',
    { executions: [aRun(1, 2, { status: 'paused' as 'running' })] },
  ],
  ['I11 every write is explained', 'a record of no run', { executions: [] }],
  ['I11 every count is true', 'a run that says it wrote more', { executions: [aRun(1, 3)] }],
  ['a trigger that was answered ran', 'a trigger without a run', { triggers: [ended] }],
  [
    'a trigger that was answered ran',
    'a run that was promised',
    { triggers: [{ ...useAll, answer: started(7) }] },
  ],
];

function started(second: number) {
  return { kind: 'started', executionId: uuid(second) } as const;
}

describe('the checks of the soak', () => {
  it.each(KEPT)('find nothing wrong with %s', (_what, change) => {
    const violations = check(aHistory(change));

    expect(violations).toEqual([]);
  });

  it.each(BROKEN)('name "%s" for %s', (promise, _what, change) => {
    const violations = check(aHistory(change));

    expect(violations.map((violation) => violation.promise)).toContain(promise);
  });
});
