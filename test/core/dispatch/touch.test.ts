import { isTouched } from '../../../core/dispatch/touch.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { aDataEvent, aStatus, FUNCTION } from '../../support/builders.ts';

const status = aStatus();

describe('isTouched', () => {
  it.each([
    ['what it reads', aDataEvent()],
    ['what it reads among other things', aDataEvent({ endpoints: ['bank/accounts', 'kitchen/drinks'] })],
    ['what one other function derived', aDataEvent({ chain: ['sleep-coach'] })],
    ['the end of the longest chain', aDataEvent({ chain: ['f1', 'f2', 'f3'] })],
  ])('by %s', (_what, event) => {
    const touched = isTouched(status, event, [status]);

    expect(touched).toBe(true);
  });

  it.each([
    ['what it does not read', aDataEvent({ endpoints: ['bank/accounts'] })],
    ['a place below what it reads', aDataEvent({ endpoints: ['kitchen/drinks/hot'] })],
    ['a place above what it reads', aDataEvent({ endpoints: ['kitchen'] })],
    ['what it derived itself', aDataEvent({ chain: [FUNCTION] })],
    ['what others derived from what it derived', aDataEvent({ chain: [FUNCTION, 'sleep-coach'] })],
    ['a chain that is too long', aDataEvent({ chain: ['f1', 'f2', 'f3', 'f4'] })],
  ])('not by %s', (_what, event) => {
    const touched = isTouched(status, event, [status]);

    expect(touched).toBe(false);
  });

  it('by every endpoint agreed to, those of links too', () => {
    const { scope, ...rest } = status.consent ?? {};
    const reads = [{ endpoint: 'kitchen/drinks' }, { endpoint: 'plug/walks', fields: ['km'] }];
    const agreed = { ...status, consent: { ...rest, scope: { ...scope, reads } } } as typeof status;

    const touched = isTouched(agreed, aDataEvent({ endpoints: ['plug/walks'] }), [agreed]);

    expect(touched).toBe(true);
  });

  it.each([
    ['not enabled', { enabled: false }],
    ['without consent', { consent: undefined }],
  ])('by nothing while it is %s', (_why, change) => {
    const touched = isTouched(aStatus(change), aDataEvent(), []);

    expect(touched).toBe(false);
  });

  describe('when nobody tells whose output it is', () => {
    const reading = (functionId: string, reads: readonly string[], endpoint: string): FunctionStatus =>
      aStatus({
        functionId,
        consent: {
          ...(status.consent as NonNullable<FunctionStatus['consent']>),
          scope: {
            reads: reads.map((read) => ({ endpoint: read })),
            ...{ namespace: 'she', endpoint, allowSubpaths: true },
          },
        },
      });
    const coach = reading('coach', ['kitchen/drinks', 'she/coach', 'she/coach/weekly', 'she/mood'], 'coach');
    const mood = reading('mood', ['she/coach'], 'mood');
    const diary = reading('diary', ['she/mood'], 'diary');
    const all = [coach, mood, diary];
    const saved = (...endpoints: string[]) => aDataEvent({ endpoints, chain: undefined });

    it.each([
      ['what it reads beside its own output', coach, saved('she/coach', 'kitchen/drinks')],
      ['the output of one that it does not feed', diary, saved('she/mood')],
      ["its own place, where that is said to be the owner's", coach, { ...saved('she/coach'), chain: [] }],
    ])('by %s', (_what, touching, event) => {
      const touched = isTouched(touching, event, all);

      expect(touched).toBe(true);
    });

    it.each([
      ['its own place', coach, saved('she/coach')],
      ['a place below its own', coach, saved('she/coach/weekly')],
      ['the output of one that reads its output', coach, saved('she/mood')],
      ['what another derives from it, the other way round', mood, saved('she/coach')],
    ])('not by %s', (_what, touching, event) => {
      const touched = isTouched(touching, event, all);

      expect(touched).toBe(false);
    });

    it('by the output of one that its owner has disabled', () => {
      const idle = { ...mood, enabled: false };

      const touched = isTouched(coach, saved('she/mood'), [coach, idle, diary]);

      expect(touched).toBe(true);
    });
  });
});
