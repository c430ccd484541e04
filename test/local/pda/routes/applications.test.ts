import { decodeJwt } from 'jose';
import { pdaOfFile } from '../../../support/pda-of-file.ts';

const PLACE = '/api/v2.6/applications';
const WRITES = { role: 'namespacewrite', detail: 'diary' };

describe('applications', () => {
  const here = pdaOfFile();

  const put = (id: string, body: unknown, caller = here.owner) =>
    here.pda.call<Record<string, unknown>>(`PUT ${PLACE}/${id}`, { ...caller, body });
  const grant = (id: string, ...rolesGranted: readonly object[]) =>
    put(id, { version: '1.2.0', permissions: { rolesGranted } });
  const tokenOf = async (id: string) => {
    const reply = await here.pda.call<{ accessToken: string }>(`GET ${PLACE}/${id}/access-token`, here.owner);
    return reply.body.accessToken;
  };
  const as = (token: string) => ({ ...here.owner, token });
  const shown = (id: string, rolesGranted: readonly object[], enabled = true) => ({
    application: { id, info: { version: '1.2.0' }, permissions: { rolesGranted } },
    setup: true,
    enabled,
    active: enabled,
  });

  it('shows what was granted, to the owner and the engine', async () => {
    const put = await grant('shown', WRITES);

    const replies = await Promise.all(
      [here.owner, here.engine].map((caller) => here.pda.call(`GET ${PLACE}/shown`, caller)),
    );

    expect([put, ...replies].map(({ status, body }) => [status, body])).toEqual(
      Array(3).fill([200, shown('shown', [WRITES])]),
    );
  });

  it('lists all of this PDA by id, and none of another', async () => {
    await grant('zebra');
    await grant('Ant', WRITES);
    await here.pda.call(`PUT ${PLACE}/of-ben`, {
      pda: 'ben.localhost',
      token: here.pda.ben.ownerToken,
      body: { version: '1.0.0', permissions: { rolesGranted: [] } },
    });

    const reply = await here.pda.call<readonly { application: { id: string } }[]>(`GET ${PLACE}`, here.owner);

    const ids = reply.body.map(({ application }) => application.id);
    expect(ids).toEqual(expect.arrayContaining(['zebra', 'Ant']));
    expect(ids).toEqual([...ids].sort());
    expect(ids).not.toContain('of-ben');
  });

  it("issues tokens with the contract's claims, which open what was granted and nothing else", async () => {
    await grant('diarist', WRITES);

    const token = await tokenOf('diarist');

    const diary = await here.pda.call('POST /api/v2.6/data/diary/notes', { ...as(token), body: { day: 1 } });
    const others = await Promise.all(
      [
        'POST /api/v2.6/data/other/notes',
        'GET /api/v2.6/data/diary/notes',
        `GET ${PLACE}`,
        `GET ${PLACE}/diarist`,
        `GET ${PLACE}/diarist/access-token`,
        'POST /api/v2.6/keys/rotate',
        'POST /api/v2.6/data-window',
      ].map((route) =>
        here.pda.call(route, { ...as(token), body: route.startsWith('POST') ? {} : undefined }),
      ),
    );
    const { sub, jti, iat, exp, ...claims } = decodeJwt(token);
    expect(claims).toEqual({ iss: 'alice.localhost', application: 'diarist', applicationVersion: '1.2.0' });
    expect(diary.status).toBe(201);
    expect(others.map(({ status }) => status)).toEqual(Array(7).fill(403));
  });

  it('hands an application a refreshed token', async () => {
    await grant('patient', WRITES);
    const token = await tokenOf('patient');

    const reply = await here.pda.call('GET /users/access_token/validate', as(token));

    const refreshed = decodeJwt(String(reply.headers['x-auth-token']));
    expect(refreshed).toEqual({ ...decodeJwt(token), iat: Math.floor(here.now.getTime() / 1000) });
  });

  it('keeps a disabled application out, at once', async () => {
    await grant('disabled', WRITES);
    const token = await tokenOf('disabled');

    const disabled = await here.pda.call(`POST ${PLACE}/disabled/disable`, here.owner);

    const validated = await here.pda.call('GET /users/access_token/validate', as(token));
    const another = await here.pda.call(`GET ${PLACE}/disabled/access-token`, here.owner);
    expect([disabled.status, disabled.body]).toEqual([200, shown('disabled', [WRITES], false)]);
    expect([validated.status, validated.body]).toEqual([
      403,
      { error: 'Forbidden', message: 'Access Denied' },
    ]);
    expect([another.status, another.body]).toMatchObject([400, { message: 'Application Not Enabled' }]);
  });

  it('goes by what is granted now, not by what was granted when the token was issued', async () => {
    await grant('demoted', WRITES);
    const token = await tokenOf('demoted');

    await grant('demoted');

    const reply = await here.pda.call('POST /api/v2.6/data/diary/notes', { ...as(token), body: { day: 2 } });
    expect(reply.status).toBe(403);
  });

  it("lets one application retrieve the tokens of another, if that was granted, but never the engine's", async () => {
    const brokered = ['brokered', 'she'].map((detail) => ({ role: 'retrieveapplicationtoken', detail }));
    await grant('broker', ...brokered);
    await grant('brokered');
    const broker = as(await tokenOf('broker'));

    const replies = await Promise.all(
      ['brokered', 'broker', 'she'].map((id) => here.pda.call(`GET ${PLACE}/${id}/access-token`, broker)),
    );

    expect(replies.map(({ status }) => status)).toEqual([200, 403, 403]);
  });

  it("does not let an application with the owner's role retrieve tokens", async () => {
    await grant('regent', { role: 'owner' });
    await grant('subject');
    const regent = as(await tokenOf('regent'));

    const reply = await here.pda.call(`GET ${PLACE}/subject/access-token`, regent);

    expect(reply.status).toBe(403);
  });

  it("issues the engine's token to the owner alone", async () => {
    const token = await tokenOf('she');

    const opened = await here.pda.call('POST /api/v2.6/data-window', {
      ...as(token),
      body: { functionId: 'mood', bundle: {} },
    });
    const again = await here.pda.call(`GET ${PLACE}/she/access-token`, as(token));
    expect([opened.status, again.status]).toEqual([200, 403]);
  });

  it.each([
    ['GET', 'nobody', ''],
    ['POST', 'nobody', '/disable'],
    ['GET', 'nobody', '/access-token'],
  ])('finds no application at %s %s%s', async (method, id, rest) => {
    const reply = await here.pda.call(`${method} ${PLACE}/${id}${rest}`, here.owner);

    expect([reply.status, reply.body]).toEqual([
      404,
      {
        message: 'Application Not Found',
        cause: 'Application nobody not found',
        details: ['The owner lets an application in by PUT, with what it is granted.'],
      },
    ]);
  });

  it.each<[string, string, unknown, string]>([
    ['no roles', 'a', { version: '1.0.0' }, 'permissions'],
    ['a version of two numbers', 'a', { version: '1.0', permissions: { rolesGranted: [] } }, 'version'],
    [
      'an unknown role',
      'a',
      { version: '1.0.0', permissions: { rolesGranted: [{ role: 'sovereign' }] } },
      'rolesGranted.0.role',
    ],
    [
      "the engine's role",
      'a',
      { version: '1.0.0', permissions: { rolesGranted: [{ role: 'engine' }] } },
      'rolesGranted.0.role',
    ],
    ...['\0', '\ud800', 'a'.repeat(201)].map((detail): [string, string, unknown, string] => [
      'a detail that no database holds',
      'a',
      { version: '1.0.0', permissions: { rolesGranted: [{ role: 'owner', detail }] } },
      'rolesGranted.0.detail',
    ]),
    ["the engine's id", 'she', { version: '1.0.0', permissions: { rolesGranted: [] } }, 'the engine itself'],
    ['an id of 101 letters', 'a'.repeat(101), {}, 'id of the application'],
    ['an id of other characters', 'a%00', {}, 'id of the application'],
    ['no JSON', 'a', '{', 'Malformed JSON'],
  ])('refuses %s, and says where', async (_what, id, body, place) => {
    const reply = await put(id, body);

    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain(place);
  });

  it('grants nothing to who is not the owner', async () => {
    const body = { version: '1.2.0', permissions: { rolesGranted: [WRITES] } };

    const reply = await put('smuggled', body, here.engine);

    const found = await here.pda.call(`GET ${PLACE}/smuggled`, here.owner);
    expect([reply.status, found.status]).toEqual([403, 404]);
  });
});
