import { decodeJwt } from 'jose';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem } from '../../../support/start-pda.ts';

describe('who may call what', () => {
  const here = pdaOfFile();

  it('knows no PDA but its own', async () => {
    const reply = await here.pda.call(`GET ${here.place}`, { ...here.owner, pda: 'nobody.localhost' });

    expect([reply.status, reply.body]).toEqual([
      404,
      {
        error: 'Not Found',
        message: 'HAT unavailable',
        cause: 'There is no PDA named nobody.localhost here.',
        details: ['Address a PDA by its name, such as alice.localhost.'],
      },
    ]);
  });

  it('finds the PDA in a Host header with port and capitals', async () => {
    const reply = await here.pda.call('GET /users/access_token/validate', {
      ...here.owner,
      pda: 'Alice.localhost:4000',
    });

    expect([reply.status, reply.body]).toEqual([200, { message: 'Authenticated' }]);
  });

  it('refuses a missing token', async () => {
    const reply = await here.pda.call(`GET ${here.place}`, { pda: 'alice.localhost' });

    expect([reply.status, reply.body]).toEqual([
      401,
      {
        error: 'Not Authenticated',
        message: 'Not Authenticated',
        cause: 'X-Auth-Token is missing, has expired, or is no token of this PDA.',
        details: [expect.stringContaining('Log in again')],
      },
    ]);
  });

  it("refuses another PDA's token and says why", async () => {
    const reply = await here.pda.call<Problem>(`GET ${here.place}`, {
      ...here.owner,
      token: here.pda.ben.ownerToken,
    });

    expect(reply.status).toBe(401);
    expect(reply.body.cause).toBe('X-Auth-Token was issued by another PDA than alice.localhost.');
  });

  it.each<[string, (token: string) => { query?: string; headers?: Record<string, string>; body?: unknown }]>([
    ['the query', (token) => ({ query: `?X-Auth-Token=${token}&x-auth-token=${token}` })],
    ['a bearer header', (token) => ({ headers: { authorization: `Bearer ${token}` } })],
    ['a cookie', (token) => ({ headers: { cookie: `X-Auth-Token=${token}` } })],
    ['the body', (token) => ({ body: { 'X-Auth-Token': token } })],
    [
      'a form',
      (token) => ({
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `X-Auth-Token=${token}`,
      }),
    ],
  ])('D18: takes no token from %s', async (_where, place) => {
    const { query = '', ...call } = place(here.owner.token);

    const reply = await here.pda.call(`POST ${here.place}${query}`, { pda: 'alice.localhost', ...call });

    expect(reply.status).toBe(401);
  });

  it('hands the owner a refreshed token that ends when the first one did', async () => {
    const reply = await here.pda.call(`GET ${here.place}`, here.owner);

    const [refreshed, first] = [String(reply.headers['x-auth-token']), here.owner.token].map((token) =>
      decodeJwt(token),
    );
    expect(refreshed).toEqual({ ...first, iat: Math.floor(here.now.getTime() / 1000) });
  });

  it('hands the engine no token, which lasts as it is', async () => {
    const reply = await here.pda.call('GET /users/access_token/validate', here.engine);

    expect([reply.status, reply.headers['x-auth-token']]).toEqual([200, undefined]);
  });

  it.each(['GET /api/v2.6/data/a/b', 'POST /api/v2.6/data/a/b', 'POST /api/v2.6/data-batch'])(
    'keeps the engine from %s',
    async (route) => {
      const reply = await here.pda.call(route, here.engine);

      expect([reply.status, reply.body]).toEqual([403, { error: 'Forbidden', message: 'Access Denied' }]);
    },
  );

  it.each(['POST /api/v2.6/data-window', 'POST /api/v2.6/data-derived'])(
    'keeps the owner from %s',
    async (route) => {
      const reply = await here.pda.call(route, here.owner);

      expect(reply.status).toBe(403);
    },
  );

  it('names the handler that does not exist', async () => {
    const reply = await here.pda.call('GET /x', here.owner);

    expect([reply.status, reply.body]).toEqual([
      404,
      { error: 'Handler Not Found', message: 'Request handler at GET:/x does not exist' },
    ]);
  });
});
