import { decodeJwt, importPKCS8, type JWTPayload, SignJWT } from 'jose';
import { makeKeyPair } from '../../../../local/pda/auth/key-pair.ts';
import { makePerson } from '../../../../local/pda/auth/make-person.ts';
import { type Caller, readToken } from '../../../../local/pda/auth/read-token.ts';
import {
  issueApplicationToken,
  issueEngineToken,
  issueOwnerToken,
  issuePlatformToken,
  issueServiceToken,
  refreshToken,
} from '../../../../local/pda/auth/tokens.ts';
import type { Person } from '../../../../local/pda/store/people.ts';

const NOW = new Date('2024-05-06T08:00:00.000Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const ISSUE = { now: NOW, id: 'token-1' };
const APPLICATION = { id: 'notables', version: '1.2.0' };

describe('readToken', () => {
  let alice: Person;
  let ben: Person;

  beforeAll(async () => {
    [alice, ben] = await Promise.all([
      makePerson({ pda: 'alice.localhost', password: 'a', ownerId: 'owner-of-alice' }),
      makePerson({ pda: 'ben.localhost', password: 'b', ownerId: 'owner-of-ben' }),
    ]);
  });

  it.each<[string, () => Promise<string>, object]>([
    ['owner', () => issueOwnerToken(alice, ISSUE), { roles: [{ role: 'owner' }] }],
    ['engine', () => issueEngineToken(alice, ISSUE), { roles: [{ role: 'engine' }] }],
    ['PDA', () => issuePlatformToken(alice, ISSUE), { roles: [{ role: 'platform' }] }],
    [
      'service',
      () => issueServiceToken(alice, ISSUE, 'https://shop.example'),
      { roles: [{ role: 'validate' }] },
    ],
    [
      'application',
      () => issueApplicationToken(alice, ISSUE, APPLICATION),
      { application: 'notables', roles: [] },
    ],
  ])('knows the %s', async (_who, issue, holder) => {
    const token = await issue();

    const caller = await readToken(alice, token, NOW);

    expect(caller).toEqual({ ...holder, claims: decodeJwt(token) });
  });

  it('refuses a token of another PDA, and tells so', async () => {
    const token = await issueOwnerToken(ben, ISSUE);

    const caller = await readToken(alice, token, NOW);

    expect(caller).toBe('foreign');
  });

  it('refuses a token in the name of another PDA, though its own key signed it', async () => {
    const token = await issueOwnerToken({ ...alice, name: 'ben.localhost' }, ISSUE);

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

  it.each<[string, JWTPayload]>([
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['without a purpose', { accessScope: undefined }],
    ['of an unknown purpose', { accessScope: 'sovereign' }],
    ['of the owner for elsewhere', { resource: 'https://shop.example' }],
    ['of the PDA for elsewhere', { accessScope: 'platform', resource: 'ben.localhost' }],
  ])('refuses one %s', async (_what, change) => {
    const claims = { ...decodeJwt(await issueOwnerToken(alice, ISSUE)), ...change };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importPKCS8(alice.privateKey, 'RS256'));

    const caller = await readToken(alice, token, NOW);

    expect(caller).toBe('invalid');
  });

  it.each<[string, () => Promise<string>]>([
    ['an owner', () => issueOwnerToken(alice, ISSUE)],
    ['the PDA', () => issuePlatformToken(alice, ISSUE)],
    ['an application', () => issueApplicationToken(alice, ISSUE, APPLICATION)],
  ])('lets %s be idle for three days', async (_who, issue) => {
    const token = await issue();

    const callers = await Promise.all([2.9, 3.1].map((count) => readToken(alice, token, days(count))));

    expect(callers).toEqual([expect.objectContaining({ claims: expect.anything() }), 'invalid']);
  });

  it('starts the idle time again with a refreshed token, which still ends after thirty days', async () => {
    const first = (await readToken(alice, await issueOwnerToken(alice, ISSUE), NOW)) as Caller;

    const refreshed = await refreshToken(alice, first.claims, days(28));

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

describe('readToken after a change of keys', () => {
  let before: Person;
  let after: Person;

  beforeAll(async () => {
    before = await makePerson({ pda: 'alice.localhost', password: 'a', ownerId: 'owner-of-alice' });
    const earlierKeys = [{ publicKey: before.publicKey, until: days(365) }];
    after = { ...before, ...(await makeKeyPair()), earlierKeys };
  });

  it('verifies what either key signed', async () => {
    const tokens = await Promise.all([before, after].map((person) => issueOwnerToken(person, ISSUE)));

    const callers = await Promise.all(tokens.map((token) => readToken(after, token, NOW)));

    expect(callers).toMatchObject([{ roles: [{ role: 'owner' }] }, { roles: [{ role: 'owner' }] }]);
  });

  it('verifies what an earlier version signed, which named no key', async () => {
    const token = await new SignJWT(decodeJwt(await issueEngineToken(before, ISSUE)))
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importPKCS8(before.privateKey, 'RS256'));

    const caller = await readToken(after, token, NOW);

    expect(caller).toMatchObject({ roles: [{ role: 'engine' }] });
  });

  it('refuses what the earlier key signed once its time is over, however long the token lasts', async () => {
    const ended = { ...after, earlierKeys: [{ publicKey: before.publicKey, until: days(1) }] };
    const token = await issueEngineToken(before, ISSUE);

    const callers = await Promise.all([0.9, 1].map((count) => readToken(ended, token, days(count))));

    expect(callers).toMatchObject([{ roles: [{ role: 'engine' }] }, 'invalid']);
  });

  it('refuses a token that names one key and is signed with the other', async () => {
    const token = await issueOwnerToken({ ...before, publicKey: after.publicKey }, ISSUE);

    const caller = await readToken(after, token, NOW);

    expect(caller).toBe('invalid');
  });
});
