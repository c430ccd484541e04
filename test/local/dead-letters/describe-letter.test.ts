import type { DeadLetter } from '../../../core/model/dead-letter.ts';
import { ERROR_CODES, ERRORS } from '../../../core/model/error-code.ts';
import { describeLetter } from '../../../local/dead-letters/describe-letter.ts';
import { aDataEvent, aParkedAttempt, FUNCTION, NOW, PDA } from '../../support/builders.ts';

const aLetter = (queue: DeadLetter['queue'], body: unknown): DeadLetter => ({
  ...{ id: 'letter-1', queue, at: NOW.toISOString(), reason: 'Data event: pda Invalid input' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('describeLetter', () => {
  it.each(ERROR_CODES)('explains %s as everywhere else', (errorCode) => {
    const described = describeLetter(aLetter('executions', aParkedAttempt({ errorCode })));

    const { cause, remedy } = ERRORS[errorCode];
    expect(described).toMatchObject({ errorCode, cause, remedy, pda: PDA, functionId: FUNCTION });
  });

  it.each([
    ['data-events', aDataEvent(), { about: 'a data event', eventId: 'event-1' }],
    [
      'executions',
      { pda: PDA, functionId: FUNCTION, trigger: 'event' },
      { about: 'an execution request', trigger: 'event' },
    ],
  ] as const)('says of %s that were given up what to look for', (queue, body, expected) => {
    const described = describeLetter(aLetter(queue, body));

    expect(described).toMatchObject({ ...expected, pda: PDA, cause: expect.stringMatching(/five times/) });
  });

  it.each([
    ['no JSON', '{"name":"SECRET"'],
    ['another message', { name: 'SECRET' }],
    ['one of the other queue', { ...aParkedAttempt(), name: 'SECRET' }],
  ])('repeats nothing of a message that is %s', (_what, body) => {
    const described = describeLetter(aLetter('data-events', body));

    expect(described).toMatchObject({ about: 'a message that cannot be read', reason: expect.any(String) });
    expect(JSON.stringify(described)).not.toContain('SECRET');
  });

  it('repeats nothing that a message carries besides what is known', () => {
    const described = describeLetter(aLetter('data-events', { ...aDataEvent(), name: 'SECRET' }));

    expect(described.about).toBe('a data event');
    expect(JSON.stringify(described)).not.toContain('SECRET');
  });
});
