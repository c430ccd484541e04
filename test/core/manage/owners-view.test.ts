import { processPayload } from '../../../core/execute/payload.ts';
import { ownersView } from '../../../core/manage/owners-view.ts';
import { anAttempt, anEntry, aStatus, later, NOW } from '../../support/builders.ts';

const WIDER = anEntry({
  version: '2.0.0',
  scope: { ...anEntry().scope, reads: [...anEntry().scope.reads, { endpoint: 'bank/accounts' }] },
});
const LAST_ERROR = { code: 'FUNCTION_TIMEOUT' as const, at: later(-60).toISOString() };
const AGREE = 'Owner: look at what it reads, and enable it again if you agree.';

describe('ownersView', () => {
  it('has nothing to add about a function that is well', () => {
    const { status } = ownersView(anEntry(), aStatus(), NOW);

    expect(status).toEqual({ available: true, enabled: true });
  });

  it('shows how the last run failed, and what to do', () => {
    const { status } = ownersView(anEntry(), aStatus({ lastError: LAST_ERROR, failures: 1 }), NOW);

    expect(status).toEqual({
      available: true,
      enabled: true,
      lastError: {
        ...LAST_ERROR,
        cause: 'The function did not answer within its time-out.',
        remedy: 'Developer: raise "timeout" in function.json, or lower "maxRecords".',
      },
    });
  });

  it.each([
    [9, undefined],
    [10, { failures: 10, remedy: 'Owner: trigger the function or enable it again, which lifts this.' }],
  ])('after %d failures in a row shows as suspension %j', (failures, suspended) => {
    const { status } = ownersView(anEntry(), aStatus({ failures }), NOW);

    expect(status.suspended).toEqual(suspended);
  });

  it.each([
    [1, later(1).toISOString()],
    [0, undefined],
    [-1, undefined],
  ])('shows a pause that ends in %d s as %j', (seconds, notBefore) => {
    const { status } = ownersView(anEntry(), aStatus({ notBefore: later(seconds).toISOString() }), NOW);

    expect(status.notBefore).toBe(notBefore);
  });

  it('shows that a wider version waits for consent', () => {
    const { status } = ownersView(WIDER, aStatus(), NOW);

    expect(status.consentNeeded).toEqual({ version: '2.0.0', agreedVersion: '1.0.0', remedy: AGREE });
  });

  it('asks for nothing for a new version that wants no more', () => {
    const { status } = ownersView(anEntry({ version: '2.0.0' }), aStatus(), NOW);

    expect(status.consentNeeded).toBeUndefined();
  });

  it('shows nothing of what holds back a function that is not enabled anyway', () => {
    const disabled = { enabled: false, consent: undefined, failures: 10, notBefore: later(60).toISOString() };

    const { status } = ownersView(WIDER, aStatus(disabled), NOW);

    expect(status).toEqual({ available: true, enabled: false });
  });

  it('is not what the function itself is told', () => {
    const troubled = aStatus({
      ...{ attempt: anAttempt(), lastError: LAST_ERROR, failures: 10 },
      notBefore: later(60).toISOString(),
    });

    const { functionConfiguration } = processPayload(WIDER, troubled, {});

    expect(functionConfiguration.status).toEqual({ available: true, enabled: true });
  });
});
