import { ExecutionFailure } from '../../../core/errors.ts';
import { changed } from '../../../core/model/function-status.ts';
import { anEntry, FUNCTION, uuid } from '../../support/builders.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const NOT_AVAILABLE = {
  message: 'Function Not Available',
  cause: 'Function hydration-coach not available for execution',
};
const NOT_ENABLED = {
  message: 'Function Not Enabled',
  cause: 'Function hydration-coach not enabled for execution',
};

describe('/function/:id/trigger', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const call = (path: string, method = 'GET') => api.call(engine, path, { method });

  beforeAll(async () => {
    api = await ManagementApi.create();
  });
  beforeEach(async () => {
    engine = await MemoryEngine.started();
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['GET', '?useAll=false'],
    ['GET', '?useAll=true'],
  ])('triggers by %s with "%s"', async (method, query) => {
    await engine.save({ ml: 1 });
    await engine.run();

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger${query}`, method);

    expect(answer).toEqual({ status: 200, body: { message: 'Function Executed' } });
    expect(engine.derived()).toHaveLength(query.endsWith('true') ? 2 : 1);
  });

  it('says that a run goes on when it takes long', async () => {
    const meanwhile = async () => undefined;

    const answer = await api.call(engine, `${BASE}/function/${FUNCTION}/trigger`, { meanwhile });

    const executionId = uuid(501);
    expect(answer).toEqual({ status: 202, body: { message: 'Function Execution Started', executionId } });
  });

  it('says why a run failed, in a code and never in words of the function', async () => {
    await engine.catalogue.put(anEntry({ runOnEmpty: true }));
    engine.body = () => {
      throw new ExecutionFailure('FUNCTION_TIMEOUT');
    };

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger`);

    expect(answer).toEqual({
      status: 500,
      body: {
        message: 'Function Execution Failed',
        cause:
          'Function hydration-coach execution errored with asha.localhost function hydration-coach failed',
        details: [
          'FUNCTION_TIMEOUT',
          'The function did not answer within its time-out.',
          'Developer: raise "timeout" in function.json, or lower "maxRecords".',
        ],
      },
    });
  });

  it.each([
    ['not available', { available: false }, { enabled: true }, NOT_AVAILABLE],
    ['neither available nor enabled', { available: false }, { enabled: false }, NOT_AVAILABLE],
    ['recalled', { recalledVersions: ['1.0.0'] }, { enabled: true }, NOT_AVAILABLE],
    ['not enabled', {}, { enabled: false }, NOT_ENABLED],
  ])('triggers nothing that is %s', async (_what, entry, status, body) => {
    await engine.catalogue.put(anEntry(entry));
    await engine.statuses.replace(changed(await engine.status(), status));

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger`);

    expect(answer).toEqual({ status: 400, body });
    expect(engine.queue.length).toBe(0);
  });

  it('triggers nothing that its owner has never touched', async () => {
    engine = new MemoryEngine();
    await engine.catalogue.put(anEntry());

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger`);

    expect(answer).toEqual({ status: 400, body: NOT_ENABLED });
  });

  it('triggers no version that wants more than was agreed to, and says what to do', async () => {
    const reads = [...anEntry().scope.reads, { endpoint: 'bank/accounts' }];
    await engine.catalogue.put(anEntry({ version: '2.0.0', scope: { ...anEntry().scope, reads } }));

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger`);

    const details = ['It is not what you agreed to any more: look at it, and enable it again if you agree.'];
    expect(answer).toEqual({ status: 400, body: { ...NOT_ENABLED, details } });
  });

  it.each(['yes', '', '1', 'TRUE'])('takes no useAll=%s', async (useAll) => {
    const answer = await call(`${BASE}/function/${FUNCTION}/trigger?useAll=${useAll}`);

    const cause = 'useAll must be "true" or "false"';
    const details = ['Leave it out to process only what is new.'];
    expect(answer).toEqual({ status: 400, body: { message: 'Bad Request', cause, details } });
  });
});
