import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { ExecutionFailure } from '../../../core/errors.ts';
import type { Holder, Role } from '../../../core/model/role.ts';
import type { PdaAccess } from '../../../core/ports.ts';
import { type AuthenticationDeps, authenticate } from '../../../lambdas/api/authenticate.ts';
import { NOW, PDA } from '../../support/builders.ts';
import { aKeyPair, type KeyPair, keysOf, ownerClaims } from '../../support/owner-tokens.ts';

const BEN = 'ben.localhost';
const DAY = 86_400;
const now = NOW.getTime() / 1000;

const OWNER: Holder = { roles: [{ role: 'owner' }] };
const GRANTED: readonly Role[] = [{ role: 'applicationmanage', detail: 'mood' }];
const APPLICATION = { application: 'notables', accessScope: undefined, resource: undefined };
const unreachable = () => Promise.reject(new ExecutionFailure('PDA_UNREACHABLE'));
const verified = () => undefined;

describe('authenticate', () => {
  let asha: KeyPair;
  let ben: KeyPair;
  let deps: AuthenticationDeps;

  beforeAll(async () => {
    [asha, ben] = await Promise.all([aKeyPair(), aKeyPair()]);
    const registered = [PDA, BEN, 'keyless.localhost'];
    const find = async (pda: string) => {
      if (typeof pda !== 'string') throw new TypeError('the table takes texts');
      return registered.includes(pda) ? { pda, url: '', token: '' } : undefined;
    };
    deps = {
      directory: { find },
      publicKeys: keysOf({ [PDA]: asha.publicKey, [BEN]: ben.publicKey }),
      rolesOf: async (_, application) => (application === 'notables' ? GRANTED : []),
      now: () => NOW,
    };
  });

  it.each([
    ['just issued', {}],
    ['issued three days ago', { iat: now - 3 * DAY }],
    ['in its last second', { exp: now + 1 }],
    ['of a PDA whose clock is a minute fast', { iat: now + 60 }],
    ['of a PDA whose clock is almost a minute slow', { exp: now - 59 }],
  ])('lets the owner in with a token that is %s', async (_when, claims) => {
    const who = await authenticate(deps, await asha.sign(ownerClaims(claims)), PDA);

    expect(who).toEqual({ kind: 'caller', pda: PDA, caller: OWNER });
  });

  it('goes by the token where the address does not tell whose PDA is meant', async () => {
    const who = await authenticate(deps, await ben.sign(ownerClaims({ iss: BEN })), undefined);

    expect(who).toEqual({ kind: 'caller', pda: BEN, caller: OWNER });
  });

  it.each<[string, JWTPayload]>([
    ['that has expired', { exp: now - 60 }],
    ['not used for more than three days', { iat: now - 3 * DAY - 61 }],
    ['from the future', { iat: now + 61 }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined, exp: now + DAY }],
    ['for an application without a name', { application: '' }],
    ['for an application that is a number', { application: 7 }],
    ['of another scope', { accessScope: 'validate' }],
    ['without a scope', { accessScope: undefined }],
    ['for another service', { resource: 'https://service.example' }],
    ['not valid yet', { nbf: now + 61 }],
  ])('refuses a token %s, and says what to do', async (_what, claims) => {
    const token = await asha.sign({ ...ownerClaims(), ...claims });

    const who = await authenticate(deps, token, PDA);

    expect(who).toEqual({
      kind: 'refused',
      cause: 'X-Auth-Token has expired, is for another service, or was not signed by its PDA.',
      remedy: 'Log in again: GET /users/access_token with the headers username and password.',
    });
  });

  it.each<[string, JWTPayload, Holder]>([
    ['the PDA itself', { accessScope: 'platform' }, { roles: [{ role: 'platform' }] }],
    ['the owner, whatever the case', { accessScope: 'Owner' }, OWNER],
    ['an application', APPLICATION, { application: 'notables', roles: GRANTED }],
    [
      "an application that calls itself the owner's",
      { application: 'notables' },
      { application: 'notables', roles: GRANTED },
    ],
    [
      'an application nobody granted anything',
      { ...APPLICATION, application: 'nosy' },
      { application: 'nosy', roles: [] },
    ],
  ])('knows %s', async (_who, claims, caller) => {
    const who = await authenticate(deps, await asha.sign({ ...ownerClaims(), ...claims }), PDA);

    expect(who).toEqual({ kind: 'caller', pda: PDA, caller });
  });

  it.each<[string, Partial<AuthenticationDeps>]>([
    ['its key is asked for', { publicKeys: { of: unreachable, renewed: unreachable, verified } }],
    ['what was granted is asked for', { rolesOf: unreachable }],
  ])('cannot tell when a PDA is away as %s', async (_when, away) => {
    const token = await asha.sign({ ...ownerClaims(), ...APPLICATION });

    const who = await authenticate({ ...deps, ...away }, token, PDA);

    expect(who).toEqual({
      kind: 'unavailable',
      cause: 'asha.localhost did not answer, and nobody else can tell whether X-Auth-Token is valid.',
      remedy: 'Try again in a minute; check that the PDA is up.',
    });
  });

  it('asks nobody what was granted before the signature is checked', async () => {
    const token = await ben.sign({ ...ownerClaims(), ...APPLICATION });

    const who = await authenticate({ ...deps, rolesOf: unreachable }, token, PDA);

    expect(who).toMatchObject({ kind: 'refused' });
  });

  it('asks for the key again when it does not fit, and goes by the new one', async () => {
    const publicKeys = { of: async () => ben.publicKey, renewed: async () => asha.publicKey, verified };

    const who = await authenticate({ ...deps, publicKeys }, await asha.sign(), PDA);

    expect(who).toEqual({ kind: 'caller', pda: PDA, caller: OWNER });
  });

  it('does not ask for the key again because a token has expired', async () => {
    const publicKeys = { of: async () => asha.publicKey, renewed: unreachable, verified };

    const who = await authenticate(
      { ...deps, publicKeys },
      await asha.sign(ownerClaims({ exp: now - 61 })),
      PDA,
    );

    expect(who).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['none', {}, undefined],
    ['a name', { kid: 'key-2' }, 'key-2'],
  ])('asks for the key that the token names: %s', async (_what, header, expected) => {
    const asked: unknown[] = [];
    const of = async (_access: unknown, kid: string | undefined) => void asked.push(kid) as undefined;

    await authenticate(
      { ...deps, publicKeys: { of, renewed: of, verified } },
      await asha.sign(undefined, header),
      PDA,
    );

    expect(asked).toEqual([expected]);
  });

  it.each([
    ['an empty name', ''],
    ['a long name', 'k'.repeat(201)],
    ['a number', 7 as never],
  ])('refuses a token whose key has %s', async (_what, kid) => {
    const who = await authenticate(deps, await asha.sign(undefined, { kid }), PDA);

    expect(who).toMatchObject({ kind: 'refused', cause: 'X-Auth-Token is no token of a PDA.' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ["another PDA's key", () => ben.sign(ownerClaims())],
    ['no key at all', () => new UnsecuredJWT(ownerClaims()).encode()],
    [
      'the public key for a secret',
      () =>
        new SignJWT(ownerClaims())
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(asha.publicKey)),
    ],
    ['a signature cut off', async () => (await asha.sign()).replace(/[^.]+$/, '')],
    [
      'the signature of another token',
      async () => {
        const [signed, other] = [
          await asha.sign(ownerClaims({ accessScope: 'validate' })),
          await asha.sign(),
        ];
        return [...other.split('.').slice(0, 2), signed.split('.')[2]].join('.');
      },
    ],
  ])('refuses a token signed with %s', async (_what, forge) => {
    const who = await authenticate(deps, await forge(), PDA);

    expect(who).toMatchObject({
      kind: 'refused',
      cause: expect.stringContaining('was not signed by its PDA'),
    });
  });

  it.each<[string, () => Promise<string> | string | undefined, string]>([
    ['nothing', () => undefined, 'The header X-Auth-Token is missing.'],
    ['an empty text', () => '', 'The header X-Auth-Token is missing.'],
    ['words', () => 'let me in', 'X-Auth-Token is no token of a PDA.'],
    ['dots', () => 'a.b.c', 'X-Auth-Token is no token of a PDA.'],
    [
      'a token of nobody',
      () => asha.sign({ ...ownerClaims(), iss: undefined }),
      'X-Auth-Token is no token of a PDA.',
    ],
    [
      'a token of a number',
      () => asha.sign({ ...ownerClaims(), iss: 7 as never }),
      'X-Auth-Token is no token of a PDA.',
    ],
    [
      'a token of an object',
      () => asha.sign({ ...ownerClaims(), iss: { name: PDA } as never }),
      'X-Auth-Token is no token of a PDA.',
    ],
    [
      'a token of a list',
      () => asha.sign({ ...ownerClaims(), iss: [PDA] as never }),
      'X-Auth-Token is no token of a PDA.',
    ],
    [
      'a token of no domain name',
      () => asha.sign(ownerClaims({ iss: 'x'.repeat(3000) })),
      'X-Auth-Token is no token of a PDA.',
    ],
    [
      "another person's token",
      () => ben.sign(ownerClaims({ iss: BEN })),
      'X-Auth-Token is of ben.localhost, not of asha.localhost.',
    ],
  ])('refuses %s', async (_what, make, cause) => {
    const who = await authenticate(deps, await make(), PDA);

    expect(who).toMatchObject({ kind: 'refused', cause });
  });

  it.each([
    ['mallory.localhost', 'X-Auth-Token is of a PDA that is not registered with this engine.'],
    ['keyless.localhost', 'keyless.localhost has no public key to check this token with.'],
  ])('refuses a token of %s', async (iss, cause) => {
    const who = await authenticate(deps, await asha.sign(ownerClaims({ iss })), undefined);

    expect(who).toMatchObject({ kind: 'refused', cause });
  });

  it('asks only registered PDAs for their key', async () => {
    const asked: string[] = [];
    const of = async ({ pda }: PdaAccess) => void asked.push(pda) as undefined;

    await authenticate(
      { ...deps, publicKeys: { of, renewed: of, verified } },
      await asha.sign(ownerClaims({ iss: 'mallory.localhost' })),
      undefined,
    );

    expect(asked).toEqual([]);
  });
});
