import { ExecutionFailure } from '../../../core/errors.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { changed, type FunctionStatus } from '../../../core/model/function-status.ts';
import { managementRoutes } from '../../../lambdas/api/routes.ts';
import { addressedPda } from '../../../local/engine-routes.ts';
import {
  aConfiguration,
  anAttempt,
  anEntry,
  FUNCTION,
  later,
  NOW,
  PDA,
  uuid,
} from '../../support/builders.ts';
import { managementOf } from '../../support/management.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { aKeyPair, type KeyPair } from '../../support/owner-tokens.ts';

const BASE = '/api/v2.6/she';
const NOT_FOUND = { message: 'Function Not Found', cause: 'Function other not found' };
const NOT_AVAILABLE = {
  message: 'Function Not Available',
  cause: 'Function hydration-coach not available for execution',
};
const NOT_ENABLED = {
  message: 'Function Not Enabled',
  cause: 'Function hydration-coach not enabled for execution',
};
const shown = (status: object) => ({ ...aConfiguration(), status: { available: true, ...status } });
const WRITING: Partial<FunctionStatus> = {
  attempt: anAttempt({ writing: { firstRecordId: uuid(1), last: true, counts: NO_COUNTS } }),
  lease: { phase: 'writing', expiresAt: later(60).toISOString() },
};

describe('the management API', () => {
  let keys: KeyPair;
  let token: string;
  let engine: MemoryEngine;
  let meanwhile: () => Promise<void>;

  beforeAll(async () => {
    keys = await aKeyPair();
    token = await keys.sign();
  });
  beforeEach(async () => {
    engine = await MemoryEngine.started();
    meanwhile = () => engine.run();
  });

  async function call(
    path: string,
    method = 'GET',
    headers: Record<string, string> = { 'X-Auth-Token': token },
  ) {
    const find = async (pda: string) => (pda === PDA ? { pda, url: '', token: '' } : undefined);
    const routes = managementRoutes({
      management: managementOf(engine, () => meanwhile()),
      authentication: {
        directory: { find, put: async () => undefined },
        publicKey: async () => keys.publicKey,
        now: () => NOW,
      },
      log: engine.deps.log,
      addressedPda,
    });
    const response = await routes.request(path, { method, headers });
    return { status: response.status, body: await response.json() };
  }

  it.each([
    `${BASE}/function`,
    `${BASE}/function/${FUNCTION}`,
    `${BASE}/function/${FUNCTION}/enable`,
    `${BASE}/function/${FUNCTION}/disable`,
    `${BASE}/function/${FUNCTION}/trigger`,
    `${BASE}/function/other`,
    `${BASE}/execution`,
    `${BASE}/nothing`,
  ])('tells nobody anything about %s without a token', async (path) => {
    const answer = await call(path, 'GET', {});

    expect(answer).toEqual({
      status: 401,
      body: {
        error: 'Not Authenticated',
        message: 'Not Authenticated',
        cause: 'The header X-Auth-Token is missing.',
        details: ['Log in again: GET /users/access_token with the headers username and password.'],
      },
    });
  });

  it.each([
    ['no parameter', `${BASE}/function?X-Auth-Token=`],
    ['no other header', `${BASE}/function`],
  ])('takes a token from its header alone, and %s', async (_what, path) => {
    const answer = await call(path.endsWith('=') ? path + token : path, 'GET', {
      Authorization: `Bearer ${token}`,
    });

    expect(answer.status).toBe(401);
  });

  it.each([
    ['asha.localhost:4000', 200],
    ['ASHA.localhost', 200],
    ['localhost:4000', 200],
    ['127.0.0.1:4000', 200],
    ['[::1]:4000', 200],
    ['ben.localhost:4000', 401],
    ['asha.localhost.evil.example', 401],
  ])('answers a request addressed to %s with %d', async (host, status) => {
    const answer = await call(`${BASE}/function`, 'GET', { 'X-Auth-Token': token, Host: host });

    expect(answer.status).toBe(status);
  });

  it('lists functions', async () => {
    const answer = await call(`${BASE}/function`);

    expect(answer).toEqual({ status: 200, body: [shown({ enabled: true })] });
  });

  it('shows a function', async () => {
    const answer = await call(`${BASE}/function/${FUNCTION}`);

    expect(answer).toEqual({ status: 200, body: shown({ enabled: true }) });
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

    const cause = 'Function hydration-coach is writing its last result; it will not run again';
    expect(answer).toEqual({ status: 202, body: { message: 'Function Disabling', cause } });
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
    meanwhile = async () => undefined;

    const answer = await call(`${BASE}/function/${FUNCTION}/trigger`);

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

    const details = ['Its new version asks for more: look at it, and enable it again if you agree.'];
    expect(answer).toEqual({ status: 400, body: { ...NOT_ENABLED, details } });
  });

  it.each(['yes', '', '1', 'TRUE'])('takes no useAll=%s', async (useAll) => {
    const answer = await call(`${BASE}/function/${FUNCTION}/trigger?useAll=${useAll}`);

    const cause = 'useAll must be "true" or "false"';
    const details = ['Leave it out to process only what is new.'];
    expect(answer).toEqual({ status: 400, body: { message: 'Bad Request', cause, details } });
  });

  it('lists executions, newest first', async () => {
    for (const seconds of [0, 60, 120]) {
      engine.now = later(seconds);
      await engine.save({ ml: seconds });
      await engine.run();
    }

    const { status, body } = await call(`${BASE}/execution`);

    const started = (body as readonly { startedAt: string }[]).map(({ startedAt }) => startedAt);
    expect(status).toBe(200);
    expect(started).toEqual([120, 60, 0].map((seconds) => later(seconds).toISOString()));
  });

  it.each([
    ['?skip=1', 2],
    ['?take=2', 2],
    ['?skip=2&take=5', 1],
    ['?skip=3', 0],
    ['?take=0', 0],
    ['?skip=100000&take=1000', 0],
  ])('lists the page %s of executions: %d', async (query, count) => {
    for (const seconds of [0, 60, 120]) {
      engine.now = later(seconds);
      await engine.save({ ml: seconds });
      await engine.run();
    }

    const answer = await call(`${BASE}/execution${query}`);

    expect(answer.body).toHaveLength(count);
  });

  it.each([
    'skip=-1',
    'skip=x',
    'skip=',
    'skip=1.5',
    'skip=100001',
    'take=1001',
    'take=1e2',
    'take=%20',
    'skip=0x1',
  ])('takes no %s', async (query) => {
    const answer = await call(`${BASE}/execution?${query}`);

    const cause = 'skip and take must be whole numbers';
    const details = ['skip from 0 to 100000, take from 0 to 1000'];
    expect(answer).toEqual({ status: 400, body: { message: 'Bad Request', cause, details } });
  });

  it.each([
    ['GET', `${BASE}/nothing`],
    ['POST', `${BASE}/function`],
    ['DELETE', `${BASE}/function/${FUNCTION}`],
    ['PUT', `${BASE}/function/${FUNCTION}/enable`],
    ['GET', `${BASE}/function/${FUNCTION}/enable/more`],
  ])('has no route %s %s', async (method, path) => {
    const answer = await call(path, method);

    const message = `Request handler at ${method}:${path} does not exist`;
    expect(answer).toEqual({ status: 404, body: { error: 'Handler Not Found', message } });
  });

  it('I9: tells of its own faults no more than that there is a log', async () => {
    engine.statuses.ofPda = async () => {
      throw new Error('SECRET');
    };

    const answer = await call(`${BASE}/function`);

    const message = "Server error occurred: the engine's log tells more";
    expect(answer).toEqual({ status: 500, body: { error: 'Internal Server error', message } });
    expect(engine.internalErrors).toHaveLength(1);
  });
});
