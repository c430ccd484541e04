import { isTouched } from '../../../core/dispatch/touch.ts';
import { aDataEvent, aStatus, FUNCTION } from '../../support/builders.ts';

const status = aStatus();

describe('isTouched', () => {
  it.each([
    ['what it reads', aDataEvent()],
    ['what it reads among other things', aDataEvent({ endpoints: ['bank/accounts', 'kitchen/drinks'] })],
    ['what one other function derived', aDataEvent({ chain: ['sleep-coach'] })],
    ['the end of the longest chain', aDataEvent({ chain: ['f1', 'f2', 'f3'] })],
  ])('by %s', (_what, event) => {
    const touched = isTouched(status, event);

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
    const touched = isTouched(status, event);

    expect(touched).toBe(false);
  });

  it('by every endpoint agreed to, those of links too', () => {
    const { scope, ...rest } = status.consent ?? {};
    const reads = [{ endpoint: 'kitchen/drinks' }, { endpoint: 'plug/walks', fields: ['km'] }];
    const agreed = { ...status, consent: { ...rest, scope: { ...scope, reads } } } as typeof status;

    const touched = isTouched(agreed, aDataEvent({ endpoints: ['plug/walks'] }));

    expect(touched).toBe(true);
  });

  it.each([
    ['not enabled', { enabled: false }],
    ['without consent', { consent: undefined }],
  ])('by nothing while it is %s', (_why, change) => {
    const touched = isTouched(aStatus(change), aDataEvent());

    expect(touched).toBe(false);
  });
});
