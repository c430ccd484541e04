import { importSPKI, jwtVerify } from 'jose';
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
