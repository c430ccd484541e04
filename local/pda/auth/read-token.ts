import { decodeJwt, decodeProtectedHeader, errors, importSPKI, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import type { Holder } from '../../../core/model/role.ts';
import type { Person } from '../store/people.ts';
import { type Claims, claimsSchema, holderOf } from './claims.ts';
import { keyNamed } from './key-pair.ts';

/** Who a valid token speaks for. */
export interface Caller extends Holder {
  readonly claims: Claims;
}

/** Why a token is refused: `foreign` was issued by another PDA. */
export type Refusal = 'invalid' | 'foreign';

/** Checks signature, issuer, expiry, idle time and scope. An application's roles are not known here: it has none. */
export async function readToken(person: Person, token: string, now: Date): Promise<Caller | Refusal> {
  const pem = keyNamed(person, kidOf(token), now);
  if (pem === undefined) return refusalOf(token, person);
  try {
    const key = await importSPKI(pem, 'RS256');
    const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], currentDate: now });
    const claims = claimsSchema.parse(payload);
    if (claims.iss !== person.name) return 'foreign';
    const holder = holderOf(claims, person, now);
    return holder ? { ...holder, claims } : 'invalid';
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.core.$ZodError)
      return refusalOf(token, person);
    throw error;
  }
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

function refusalOf(token: string, person: Person): Refusal {
  try {
    const { iss } = decodeJwt(token);
    return iss !== undefined && iss !== person.name ? 'foreign' : 'invalid';
  } catch {
    return 'invalid';
  }
}
