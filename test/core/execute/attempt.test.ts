import { newAttempt, ofVersion } from '../../../core/execute/attempt.ts';
import { anAttempt, aStatus, CODE_HASH, NOW, uuid } from '../../support/builders.ts';

const input = { id: uuid(3), trigger: 'event' as const, version: '1.2.0', codeHash: CODE_HASH, now: NOW };

describe('a new attempt', () => {
  it.each([
    ['goes on behind the cursor', false, '4'],
    ['over everything begins before all records', true, undefined],
  ])('%s', (_what, useAll, from) => {
    const attempt = newAttempt(aStatus({ cursor: '4', epoch: 5 }), { ...input, useAll });

    expect(attempt).toEqual({
      ...{ id: uuid(3), trigger: 'event', version: '1.2.0', at: NOW.toISOString(), epoch: 5 },
      ...{ codeHash: CODE_HASH, useAll, from, part: 0, counts: anAttempt().counts },
    });
  });
});

describe('an attempt that goes on', () => {
  it('keeps the bundle that its version was asked for', () => {
    const attempt = anAttempt({ version: '1.0.0', codeHash: CODE_HASH, bundle: '{}', until: '9' });

    const next = ofVersion(attempt, { version: '1.0.0', codeHash: CODE_HASH });

    expect(next).toEqual(attempt);
  });

  it('as other code is recorded as that code, whatever its version says', () => {
    const attempt = anAttempt({ version: '1.0.0', codeHash: CODE_HASH, bundle: '{}' });

    const next = ofVersion(attempt, { version: '1.0.0', codeHash: 'b'.repeat(64) });

    expect(next).toEqual(anAttempt({ version: '1.0.0', codeHash: 'b'.repeat(64) }));
  });

  it('as another version asks for one of its own, in the same window', () => {
    const attempt = anAttempt({ version: '1.0.0', codeHash: CODE_HASH, bundle: '{}', until: '9' });

    const next = ofVersion(attempt, { version: '1.0.1', codeHash: CODE_HASH });

    expect(next).toEqual(anAttempt({ version: '1.0.1', codeHash: CODE_HASH, until: '9' }));
  });
});
