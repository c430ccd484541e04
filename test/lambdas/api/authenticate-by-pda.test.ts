import { HttpApplicationRoles } from '../../../adapters/pda/application-roles.ts';
import { HttpPublicKeys } from '../../../adapters/pda/public-keys.ts';
import { authenticate } from '../../../lambdas/api/authenticate.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const ALICE = 'alice.localhost';
const MANAGES = { role: 'applicationmanage', detail: 'mood' };

describe('authenticate, by what a PDA answers', () => {
  let pda: TestPda;
  let now = PDA_NOW;
  let authenticated: (token: string) => ReturnType<typeof authenticate>;

  beforeAll(async () => {
    pda = await startTestPda({ now: () => now });
  }, 60_000);
  beforeEach(() => {
    now = new Date(now.getTime() + 60_000);
    const roles = new HttpApplicationRoles(() => now);
    const deps = {
      directory: pda.directory,
      publicKeys: new HttpPublicKeys(() => now),
      rolesOf: roles.of.bind(roles),
      now: () => now,
    };
    authenticated = (token) => authenticate(deps, token, undefined);
  });
  afterAll(() => pda.close());

  const owner = () => ({ pda: ALICE, token: pda.alice.ownerToken });
  const grant = (...rolesGranted: readonly object[]) =>
    pda.call('PUT /api/v2.6/applications/notables', {
      ...owner(),
      body: { version: '1.0.0', permissions: { rolesGranted } },
    });
  const applicationToken = async () => {
    const route = 'GET /api/v2.6/applications/notables/access-token';
    return (await pda.call<{ accessToken: string }>(route, owner())).body.accessToken;
  };

  it('knows the owner, and the PDA itself', async () => {
    const platformToken = await pda.embedded.issuePlatformToken(ALICE);

    const who = await Promise.all([pda.alice.ownerToken, platformToken].map(authenticated));

    expect(who).toEqual(
      ['owner', 'platform'].map((role) => ({ kind: 'caller', pda: ALICE, caller: { roles: [{ role }] } })),
    );
  });

  it('goes on knowing the owner after the PDA has changed its key, by tokens of either', async () => {
    await authenticated(pda.alice.ownerToken);
    const rotated = await pda.call('POST /api/v2.6/keys/rotate', owner());

    const who = await Promise.all(
      [pda.alice.ownerToken, String(rotated.headers['x-auth-token'])].map(authenticated),
    );

    expect(who).toMatchObject([{ kind: 'caller' }, { kind: 'caller' }]);
  });

  it('knows an application with what it was granted, until a minute after that was withdrawn', async () => {
    await grant(MANAGES);
    const token = await applicationToken();
    const granted = await authenticated(token);
    await pda.call('POST /api/v2.6/applications/notables/disable', owner());
    now = new Date(now.getTime() + 60_000);

    const withdrawn = await authenticated(token);

    expect([granted, withdrawn]).toEqual(
      [[MANAGES], []].map((roles) => ({
        kind: 'caller',
        pda: ALICE,
        caller: { application: 'notables', roles },
      })),
    );
  });

  it("gives the engine's own token no role", async () => {
    const who = await authenticated(pda.alice.engineToken);

    expect(who).toMatchObject({ kind: 'caller', caller: { application: 'she', roles: [] } });
  });

  it('refuses a token that is for a service', async () => {
    const route = 'GET /users/application_token?name=Shop&resource=https://shop.example';
    const { body } = await pda.call<{ accessToken: string }>(route, owner());

    const who = await authenticated(body.accessToken);

    expect(who).toMatchObject({ kind: 'refused' });
  });
});
