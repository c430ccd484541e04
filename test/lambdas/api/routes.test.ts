import { FUNCTION } from '../../support/builders.ts';
import { BASE, type CallOptions, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

describe('the management API', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const call = (path: string, options?: CallOptions) => api.call(engine, path, options);

  beforeAll(async () => {
    api = await ManagementApi.create();
  });
  beforeEach(async () => {
    engine = await MemoryEngine.started();
  });

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
    const answer = await call(path, { headers: {} });

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
    const headers = { Authorization: `Bearer ${api.token}` };

    const answer = await call(path.endsWith('=') ? path + api.token : path, { headers });

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
    const headers = { 'X-Auth-Token': api.token, Host: host };

    const answer = await call(`${BASE}/function`, { headers });

    expect(answer.status).toBe(status);
  });

  it.each([
    ['GET', `${BASE}/nothing`],
    ['POST', `${BASE}/function`],
    ['DELETE', `${BASE}/function/${FUNCTION}`],
    ['PUT', `${BASE}/function/${FUNCTION}/enable`],
    ['GET', `${BASE}/function/${FUNCTION}/enable/more`],
  ])('has no route %s %s', async (method, path) => {
    const answer = await call(path, { method });

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
