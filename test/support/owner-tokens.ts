import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { PublicKeys } from '../../lambdas/api/verify-token.ts';
import { NOW, PDA } from './builders.ts';

const SECONDS_OF_30_DAYS = 30 * 86_400;
const nowInSeconds = NOW.getTime() / 1000;

/** Claims of an owner's token, as PDAs issue them. */
export function ownerClaims(change: JWTPayload = {}): JWTPayload {
  const { iss = PDA, iat = nowInSeconds } = change;
  return {
    jti: 'token-1',
    sub: 'sealed login',
    iss,
    iat,
    exp: iat + SECONDS_OF_30_DAYS,
    resource: iss,
    accessScope: 'owner',
    ...change,
  };
}

/** What registered PDAs show: one key each, whatever its name, and the same when asked again. */
export function keysOf(keys: Readonly<Record<string, string>>): PublicKeys {
  const of = async ({ pda }: { readonly pda: string }) => keys[pda];
  return { of, renewed: of, verified: () => undefined };
}

export interface KeyPair {
  /** PEM. */
  readonly publicKey: string;
  sign(claims?: JWTPayload, header?: { readonly kid?: string }): Promise<string>;
}

/** A PDA's keys. */
export async function aKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return {
    publicKey: await exportSPKI(publicKey),
    sign: (claims = ownerClaims(), header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey),
  };
}
