import { touching } from '../../../core/dispatch/touch.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { aDataEvent, aStatus, FUNCTION } from '../../support/builders.ts';

const status = aStatus();

describe('touching', () => {
  it.each([
    ['what it reads', aDataEvent()],
    ['what it reads among other things', aDataEvent({ endpoints: ['bank/accounts', 'kitchen/drinks'] })],
    ['what one other function derived', aDataEvent({ chain: ['sleep-coach'] })],
    ['the end of the longest chain', aDataEvent({ chain: ['f1', 'f2', 'f3'] })],
  ])('by %s', (_what, event) => {
    const touched = touching([status])(status, event);

    expect(touched).toBe(true);
  });

  it.each([
    ['what it does not read', aDataEvent({ endpoints: ['bank/accounts'] })],
    ['what another derived that it does not read', aDataEvent({ endpoints: ['she/a'], chain: ['f1'] })],
    ['a place below what it reads', aDataEvent({ endpoints: ['kitchen/drinks/hot'] })],
    ['a place above what it reads', aDataEvent({ endpoints: ['kitchen'] })],
    ['what it derived itself', aDataEvent({ chain: [FUNCTION] })],
    ['what others derived from what it derived', aDataEvent({ chain: [FUNCTION, 'sleep-coach'] })],
    ['a chain that is too long', aDataEvent({ chain: ['f1', 'f2', 'f3', 'f4'] })],
  ])('not by %s', (_what, event) => {
    const touched = touching([status])(status, event);

    expect(touched).toBe(false);
  });

  it('by every endpoint agreed to, those of links too', () => {
    const { scope, ...rest } = status.consent ?? {};
    const reads = [{ endpoint: 'kitchen/drinks' }, { endpoint: 'plug/walks', fields: ['km'] }];
    const agreed = { ...status, consent: { ...rest, scope: { ...scope, reads } } } as typeof status;

    const touched = touching([agreed])(agreed, aDataEvent({ endpoints: ['plug/walks'] }));

    expect(touched).toBe(true);
  });

  it.each([
    ['not enabled', { enabled: false }],
    ['without consent', { consent: undefined }],
  ])('by nothing while it is %s', (_why, change) => {
    const off = aStatus(change);

    const touched = touching([off])(off, aDataEvent());

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
    ])('by %s', (_what, one, event) => {
      const touched = touching(all)(one, event);

      expect(touched).toBe(true);
    });

    it.each([
      ['its own place', coach, saved('she/coach')],
      ['a place below its own', coach, saved('she/coach/weekly')],
      ['the output of one that reads its output', coach, saved('she/mood')],
      ['what another derives from it, the other way round', mood, saved('she/coach')],
    ])('not by %s', (_what, one, event) => {
      const touched = touching(all)(one, event);

      expect(touched).toBe(false);
    });

    it('looks for what it feeds once, however many events there are', () => {
      const consent = mood.consent as NonNullable<FunctionStatus['consent']>;
      const { reads } = consent.scope;
      let looks = 0;
      const look = () => {
        looks += 1;
        return reads;
      };
      const scope = Object.defineProperty({ ...consent.scope }, 'reads', { get: look });
      const isTouched = touching([coach, { ...mood, consent: { ...consent, scope } }]);
      isTouched(coach, saved('she/mood'));
      const first = looks;

      const touched = Array.from({ length: 100 }, () => isTouched(coach, saved('she/mood')));

      expect(touched).not.toContain(true);
      expect([first > 0, looks]).toEqual([true, first]);
    });

    it('by the output of one that its owner has disabled', () => {
      const idle = { ...mood, enabled: false };

      const touched = touching([coach, idle, diary])(coach, saved('she/mood'));

      expect(touched).toBe(true);
    });
  });
});
