import { decodeJwt, SignJWT } from 'jose';
import { makePerson } from '../../../../local/pda/auth/make-person.ts';
import {
  type Caller,
  issueEngineToken,
  issueOwnerToken,
  readToken,
  refreshToken,
} from '../../../../local/pda/auth/tokens.ts';
import type { Person } from '../../../../local/pda/store/people.ts';

const NOW = new Date('2024-05-06T08:00:00.000Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const ISSUE = { now: NOW, id: 'token-1' };

describe('tokens', () => {
  let alice: Person;
  let ben: Person;

  beforeAll(async () => {
    [alice, ben] = await Promise.all([
      makePerson({ pda: 'alice.localhost', password: 'a', ownerId: 'owner-of-alice' }),
      makePerson({ pda: 'ben.localhost', password: 'b', ownerId: 'owner-of-ben' }),
    ]);
  });

  it("carries the contract's claims, and no readable login information", async () => {
    const token = await issueOwnerToken(alice, ISSUE);

    const { sub, ...claims } = decodeJwt(token);

    expect(claims).toEqual({
      iss: 'alice.localhost',
      jti: 'token-1',
      iat: NOW.getTime() / 1000,
      exp: days(30).getTime() / 1000,
      resource: 'alice.localhost',
      accessScope: 'owner',
    });
    expect(sub).not.toContain('owner-of-alice');
  });

  it('knows owner and engine apart', async () => {
    const tokens = [await issueOwnerToken(alice, ISSUE), await issueEngineToken(alice, ISSUE)];

    const callers = await Promise.all(tokens.map((token) => readToken(alice, token, NOW)));

    expect(callers).toMatchObject([{ roles: [{ role: 'owner' }] }, { roles: [{ role: 'engine' }] }]);
  });

  it('refuses a token of another PDA, and tells so', async () => {
    const token = await issueOwnerToken(ben, ISSUE);

    const caller = await readToken(alice, token, NOW);

    expect(caller).toBe('foreign');
  });

  it("refuses another PDA's key under this PDA's name", async () => {
    const forged = await issueOwnerToken({ ...ben, name: 'alice.localhost' }, ISSUE);

    const caller = await readToken(alice, forged, NOW);

    expect(caller).toBe('invalid');
  });

  it.each(['', 'no token', 'a.b.c'])('refuses "%s"', async (token) => {
    const caller = await readToken(alice, token, NOW);

    expect(caller).toBe('invalid');
  });

  it('refuses a token signed with the public key as a shared secret', async () => {
    const { sub = '', ...claims } = decodeJwt(await issueOwnerToken(alice, ISSUE));
    const forged = await new SignJWT({ ...claims, sub })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(alice.publicKey));

    const caller = await readToken(alice, forged, NOW);

    expect(caller).toBe('invalid');
  });

  it('lets an owner be idle for three days', async () => {
    const token = await issueOwnerToken(alice, ISSUE);

    const callers = await Promise.all([2.9, 3.1].map((count) => readToken(alice, token, days(count))));

    expect(callers).toMatchObject([{ roles: [{ role: 'owner' }] }, 'invalid']);
  });

  it('starts the idle time again with a refreshed token, which still ends after thirty days', async () => {
    const first = await readToken(alice, await issueOwnerToken(alice, ISSUE), NOW);

    const refreshed = await refreshToken(alice, first as Caller, days(28));

    const callers = await Promise.all(
      [30, 30.1].map((count) => readToken(alice, refreshed, days(count - 0.01))),
    );
    expect(callers).toMatchObject([{ roles: [{ role: 'owner' }] }, 'invalid']);
  });

  it('lets the engine be idle for months', async () => {
    const token = await issueEngineToken(alice, ISSUE);

    const caller = await readToken(alice, token, days(300));

    expect(caller).toMatchObject({ roles: [{ role: 'engine' }] });
  });
});
