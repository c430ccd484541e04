import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import { pdaOfFile } from '../../../support/pda-of-file.ts';

describe('/users/access_token', () => {
  const here = pdaOfFile();

  const login = (headers: Record<string, string>) =>
    here.pda.call<{ accessToken: string; userId: string }>('GET /users/access_token', {
      pda: 'alice.localhost',
      headers,
    });
  const password = () => encodeURIComponent(here.pda.alice.password);

  it('answers with a token that the public key verifies', async () => {
    const reply = await login({ username: 'alice', password: password() });
    const key = await here.pda.call<string>('GET /publickey', { pda: 'alice.localhost' });

    const verified = await jwtVerify(reply.body.accessToken, await importSPKI(key.body, 'RS256'), {
      currentDate: here.now,
    });

    expect(reply.status).toBe(200);
    expect(reply.body.userId).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers['x-auth-token']).toBe(reply.body.accessToken);
    expect(verified.payload).toMatchObject({ iss: 'alice.localhost', accessScope: 'owner' });
  });

  it('asks for credentials when they are missing', async () => {
    const reply = await login({ username: 'alice' });

    expect([reply.status, reply.body]).toEqual([
      401,
      { message: 'Credentials required', cause: 'No username or password provided to retrieve token' },
    ]);
  });

  it.each([
    ['alice', 'wrong'],
    ['ben', 'the%20password%20of%20alice.localhost'],
  ])('refuses %s with %s', async (username, wrong) => {
    const reply = await login({ username, password: wrong });

    expect([reply.status, reply.body]).toEqual([
      401,
      {
        error: 'Not Authenticated',
        message: 'Not Authenticated',
        cause: 'Wrong username or password for alice.localhost.',
        details: ['Check both, and which PDA the address names.'],
      },
    ]);
  });

  it('slows down who tries too often', async () => {
    for (let tried = 0; tried < 10; tried += 1) await login({ username: 'alice' });

    const reply = await login({ username: 'alice', password: password() });

    expect([reply.status, reply.body]).toEqual([
      400,
      {
        message: 'Request rate exceeded',
        cause: 'Rate of requests from your IP exceeded',
        details: ['Request to /users/access_token'],
      },
    ]);
  });
});

describe('/users/application_token', () => {
  const here = pdaOfFile();
  const SHOP = 'https://shop.example';

  const tokenFor = (query: string, caller = here.owner) =>
    here.pda.call<{ accessToken: string; userId: string; message: string }>(
      `GET /users/application_token${query}`,
      caller,
    );
  const validate = async (caller: { pda: string; token: string }) =>
    here.pda.call('GET /users/access_token/validate', caller);

  it('issues a token by which a service knows the owner, and which opens nothing', async () => {
    const reply = await tokenFor(`?name=Shop&resource=${encodeURIComponent(SHOP)}`);

    const service = { ...here.owner, token: reply.body.accessToken };
    const valid = await validate(service);
    const others = await Promise.all(
      [`GET ${here.place}`, 'GET /api/v2.6/data/sources', 'GET /users/application_token'].map((route) =>
        here.pda.call<{ cause: string }>(route, service),
      ),
    );
    expect(reply.status).toBe(200);
    expect(decodeJwt(service.token)).toMatchObject({ resource: SHOP, accessScope: 'validate' });
    expect([valid.status, valid.body]).toEqual([200, { message: 'Authenticated' }]);
    expect(others.map(({ status, body }) => [status, body.cause])).toEqual(
      Array(3).fill([401, 'X-Auth-Token was issued for another service than alice.localhost.']),
    );
  });

  it("opens nothing by the PDA's own address either", async () => {
    const { body } = await tokenFor('?name=Me&resource=alice.localhost');

    const reply = await here.pda.call(`GET ${here.place}`, { ...here.owner, token: body.accessToken });

    expect(reply.status).toBe(401);
  });

  it.each(['', '?name=Shop', '?resource=a', `?name=Shop&resource=${'a'.repeat(2001)}`])(
    'asks for name and address: %.30s',
    async (query) => {
      const reply = await tokenFor(query);

      expect(reply.status).toBe(400);
      expect(reply.body.message).toContain('name and resource');
    },
  );

  it('is for the owner alone', async () => {
    const reply = await tokenFor('?name=Shop&resource=a', here.engine);

    expect(reply.status).toBe(403);
  });
});
