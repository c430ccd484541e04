import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { changed, type FunctionStatus } from '../../../core/model/function-status.ts';
import { aConfiguration, anAttempt, anEntry, FUNCTION, later, NOW, uuid } from '../../support/builders.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const NOT_FOUND = { message: 'Function Not Found', cause: 'Function other not found' };
const shown = (status: object) => ({ ...aConfiguration(), status: { available: true, ...status } });
const WRITING: Partial<FunctionStatus> = {
  attempt: anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: NO_COUNTS } }),
  lease: { phase: 'writing', expiresAt: later(60).toISOString() },
};

describe('/function', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const call = (path: string, method = 'GET') => api.call(engine, path, { method });

  beforeAll(async () => {
    api = await ManagementApi.create();
  });
  beforeEach(async () => {
    engine = await MemoryEngine.started();
  });

  it('lists functions', async () => {
    const answer = await call(`${BASE}/function`);

    expect(answer).toEqual({ status: 200, body: [shown({ enabled: true })] });
  });

  it('shows a function', async () => {
    const answer = await call(`${BASE}/function/${FUNCTION}`);

    expect(answer).toEqual({ status: 200, body: shown({ enabled: true }) });
  });

  it('shows what troubles a function, and what to do, in the list too', async () => {
    const lastError = { code: 'PDA_UNREACHABLE' as const, at: NOW.toISOString() };
    const trouble = { lastError, failures: 10, notBefore: later(60).toISOString() };
    await engine.statuses.replace(changed(await engine.status(), trouble));

    const one = await call(`${BASE}/function/${FUNCTION}`);
    const all = await call(`${BASE}/function`);

    expect(one.body).toEqual(
      shown({
        enabled: true,
        lastError: {
          ...lastError,
          cause: 'The PDA did not answer.',
          remedy: 'Operator: check that the PDA is up; the run resumes by itself.',
        },
        suspended: {
          failures: 10,
          remedy: 'Owner: trigger the function or enable it again, which lifts this.',
        },
        notBefore: later(60).toISOString(),
      }),
    );
    expect(all.body).toEqual([one.body]);
  });

  it.each(['enable', 'trigger'])('shows no trouble any more after %s', async (route) => {
    const trouble = { failures: 10, notBefore: later(60).toISOString() };
    await engine.statuses.replace(changed(await engine.status(), trouble));

    await call(`${BASE}/function/${FUNCTION}/${route}`, 'POST');

    const { body } = await call(`${BASE}/function/${FUNCTION}`);
    expect(body).not.toHaveProperty('status.suspended');
    expect(body).not.toHaveProperty('status.notBefore');
  });

  it.each(['other', 'other/enable', 'other/disable', 'other/trigger'])(
    'knows no function %s',
    async (path) => {
      const answer = await call(`${BASE}/function/${path}`);

      expect(answer).toEqual({ status: 404, body: NOT_FOUND });
    },
  );

  it.each(['GET', 'POST'])('enables by %s', async (method) => {
    await engine.statuses.replace(changed(await engine.status(), { enabled: false, consent: undefined }));

    const answer = await call(`${BASE}/function/${FUNCTION}/enable`, method);

    expect(answer).toEqual({ status: 200, body: shown({ enabled: true }) });
    expect(await engine.status()).toMatchObject({ enabled: true, consent: { scope: anEntry().scope } });
  });

  it('enables a function that is not available', async () => {
    await engine.catalogue.put(anEntry({ available: false }));

    const answer = await call(`${BASE}/function/${FUNCTION}/enable`);

    expect(answer).toMatchObject({ status: 200, body: { status: { available: false, enabled: true } } });
  });

  it.each(['GET', 'POST'])('disables by %s', async (method) => {
    const answer = await call(`${BASE}/function/${FUNCTION}/disable`, method);

    expect(answer).toEqual({ status: 200, body: shown({ enabled: false }) });
    expect(await engine.status()).toMatchObject({ enabled: false });
  });

  it('never says that a function is disabled while it still writes', async () => {
    await engine.statuses.replace(changed(await engine.status(), WRITING));

    const answer = await call(`${BASE}/function/${FUNCTION}/disable`);

    const cause = 'Function hydration-coach is ending its last run; it will not run again';
    expect(answer).toEqual({ status: 202, body: { message: 'Function Disabling', cause } });
  });
});
