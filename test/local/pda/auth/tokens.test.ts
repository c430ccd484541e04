import { decodeJwt, decodeProtectedHeader } from 'jose';
import { keyId } from '../../../../local/pda/auth/key-pair.ts';
import { makePerson } from '../../../../local/pda/auth/make-person.ts';
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
const seconds = (days: number) => NOW.getTime() / 1000 + days * 86_400;
const ISSUE = { now: NOW, id: 'token-1' };
const STANDARD = { iss: 'alice.localhost', jti: 'token-1', iat: seconds(0), exp: seconds(30) };

describe('tokens', () => {
  let alice: Person;

  beforeAll(async () => {
    alice = await makePerson({ pda: 'alice.localhost', password: 'a', ownerId: 'owner-of-alice' });
  });

  it.each<[string, () => Promise<string>, object]>([
    ['an owner', () => issueOwnerToken(alice, ISSUE), { resource: 'alice.localhost', accessScope: 'owner' }],
    [
      'the PDA itself',
      () => issuePlatformToken(alice, ISSUE),
      { resource: 'alice.localhost', accessScope: 'platform' },
    ],
    [
      'a service',
      () => issueServiceToken(alice, ISSUE, 'https://shop.example'),
      { resource: 'https://shop.example', accessScope: 'validate' },
    ],
    [
      'an application',
      () => issueApplicationToken(alice, ISSUE, { id: 'notables', version: '1.2.0' }),
      { application: 'notables', applicationVersion: '1.2.0' },
    ],
    [
      'the engine',
      () => issueEngineToken(alice, ISSUE),
      { application: 'she', applicationVersion: '1.0.0', exp: seconds(365) },
    ],
  ])("for %s carries the contract's claims, and no readable login information", async (_who, issue, own) => {
    const token = await issue();

    const { sub, ...claims } = decodeJwt(token);
    expect(claims).toEqual({ ...STANDARD, ...own });
    expect(Buffer.from(sub as string, 'base64').toString()).not.toContain('owner-of-alice');
    expect(sub).not.toContain('owner-of-alice');
  });

  it('names the key that signed it', async () => {
    const token = await issueOwnerToken(alice, ISSUE);

    const header = decodeProtectedHeader(token);

    expect(header).toEqual({ alg: 'RS256', kid: keyId(alice.publicKey) });
  });

  it('is the same when refreshed, but issued now', async () => {
    const claims = { ...STANDARD, sub: 'sealed', resource: 'alice.localhost', accessScope: 'owner' };

    const refreshed = await refreshToken(alice, claims, new Date(seconds(2) * 1000 + 999));

    expect(decodeJwt(refreshed)).toEqual({ ...claims, iat: seconds(2) });
  });
});
