import { MemoryExecutionStore } from '../../../adapters/memory/execution-store.ts';
import { executionRecord } from '../../../core/execute/record.ts';
import { loggable } from '../../../core/model/log-entry.ts';
import type { EngineLog, NewLetter } from '../../../core/ports.ts';
import { tellingExecutions, tellingLetters } from '../../../lambdas/shared/telling.ts';
import { anAttempt, anEntry, aParkedAttempt, FUNCTION, later, PDA } from '../../support/builders.ts';

const failed = executionRecord(
  { pda: PDA, entry: anEntry(), attempt: anAttempt(), sealed: true, now: later(2) },
  { status: 'failed', counts: anAttempt().counts, errorCode: 'FUNCTION_ERROR' },
);

describe('what the log is told', () => {
  let told: (readonly [string, object])[];
  let letters: NewLetter[];
  const log: EngineLog = {
    tell: (event, fields) => void told.push([event, fields]),
    internalError: () => {},
  };
  const groups = { group: () => 'a'.repeat(64) };
  const put = async (letter: NewLetter) => void letters.push(letter);
  beforeEach(() => {
    told = [];
    letters = [];
  });

  it('I9: is every execution that is recorded, without whose it is and without exact numbers', async () => {
    const store = tellingExecutions(new MemoryExecutionStore(), log, groups);

    await store.put(failed, 1);

    const [[event, fields] = ['', {}]] = told;
    expect(event).toBe('execution recorded');
    expect(fields).toMatchObject({
      executionId: anAttempt().id,
      errorCode: 'FUNCTION_ERROR',
      duration: '<10s',
    });
    expect(fields).not.toHaveProperty('pda');
    expect(fields).not.toHaveProperty('bytesIn');
    expect(loggable({ ...fields })).toMatchObject({ dropped: [], unlisted: 0 });
  });

  it('I9: names the PDA by its pseudonym where it ended the run, and nowhere else', async () => {
    const store = tellingExecutions(new MemoryExecutionStore(), log, groups);

    await store.put({ ...failed, errorCode: 'PDA_UNREACHABLE' }, 1);
    await store.put({ ...failed, errorCode: 'FUNCTION_ERROR' }, 2);

    const [unreachable, faulty] = told.map(([, fields]) => fields);
    expect(unreachable).toHaveProperty('pdaGroup', 'a'.repeat(64));
    expect(loggable({ ...unreachable })).toMatchObject({ dropped: [], unlisted: 0 });
    expect(loggable({ ...faulty }).fields).not.toHaveProperty('pdaGroup');
  });

  it('is nothing that the store did not take', async () => {
    const store = tellingExecutions(new MemoryExecutionStore(), log, groups);
    await store.put(failed, 2);

    await store.put(failed, 1);

    expect(told).toHaveLength(1);
  });

  it('is what a letter is about, and nothing of what it says', async () => {
    const parked = aParkedAttempt();

    await tellingLetters({ put }, 'executions', log).put({ body: JSON.stringify(parked), reason: 'SECRET' });

    const { executionId, functionId, errorCode } = parked;
    expect(told).toEqual([['letter put', { queue: 'executions', executionId, functionId, errorCode }]]);
    expect(letters).toHaveLength(1);
  });

  it.each([
    [
      'executions',
      JSON.stringify({ pda: PDA, functionId: FUNCTION, trigger: 'event' }),
      { functionId: FUNCTION },
    ],
    ['executions', '{"SECRET":', {}],
    ['data-events', '"SECRET"', {}],
  ] as const)('I9: says of a message in %s no more than its function: %s', async (queue, body, about) => {
    await tellingLetters({ put }, queue, log).put({ body });

    expect(told).toEqual([['letter put', { queue, ...about }]]);
  });
});
