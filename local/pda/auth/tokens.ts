import {
  base64url,
  CompactEncrypt,
  decodeJwt,
  errors,
  importPKCS8,
  importSPKI,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as z from 'zod/mini';
import type { Holder } from '../../../core/model/role.ts';
import type { Person } from '../store/people.ts';

const DAY_S = 86_400;
const OWNER_DAYS = 30;
const OWNER_IDLE_DAYS = 3;
/** The engine gets a new token at each start; it keeps no session that could go idle. */
const ENGINE_DAYS = 365;

/** Name under which the engine is known as an application. */
const ENGINE = 'she';
const ENGINE_VERSION = '1.0.0';

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
  resource: z.optional(z.string()),
  accessScope: z.optional(z.string()),
  application: z.optional(z.string()),
  applicationVersion: z.optional(z.string()),
});
type Claims = z.infer<typeof claimsSchema>;

/** Who a valid token speaks for. */
export interface Caller extends Holder {
  readonly claims: Claims;
}

/** Why a token is refused: `foreign` was issued by another PDA. */
export type Refusal = 'invalid' | 'foreign';

export interface Issue {
  readonly now: Date;
  readonly id: string;
}

export async function issueOwnerToken(person: Person, issue: Issue): Promise<string> {
  return sign(person, {
    ...(await standardClaims(person, issue, OWNER_DAYS)),
    resource: person.name,
    accessScope: 'owner',
  });
}

/** Application token that opens the engine's routes and single records, nothing else. */
export async function issueEngineToken(person: Person, issue: Issue): Promise<string> {
  return sign(person, {
    ...(await standardClaims(person, issue, ENGINE_DAYS)),
    application: ENGINE,
    applicationVersion: ENGINE_VERSION,
  });
}

/** The same token with a new `iat`, so that its idle time starts again; it ends when the first one did. */
export function refreshToken(person: Person, { claims }: Caller, now: Date): Promise<string> {
  return sign(person, { ...claims, iat: seconds(now) });
}

/** Checks signature, issuer, expiry, idle time and role. */
export async function readToken(person: Person, token: string, now: Date): Promise<Caller | Refusal> {
  try {
    const key = await importSPKI(person.publicKey, 'RS256');
    const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], currentDate: now });
    const claims = claimsSchema.parse(payload);
    return claims.iss === person.name ? (callerOf(claims, person, now) ?? 'invalid') : 'foreign';
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.core.$ZodError)
      return refusalOf(token, person);
    throw error;
  }
}

function callerOf(claims: Claims, person: Person, now: Date): Caller | undefined {
  if (claims.application === ENGINE) return { roles: [{ role: 'engine' }], claims };
  if (claims.application !== undefined || claims.resource !== person.name) return undefined;
  const idle = seconds(now) - claims.iat > OWNER_IDLE_DAYS * DAY_S;
  return claims.accessScope?.toLowerCase() === 'owner' && !idle
    ? { roles: [{ role: 'owner' }], claims }
    : undefined;
}

function refusalOf(token: string, person: Person): Refusal {
  try {
    const { iss } = decodeJwt(token);
    return iss !== undefined && iss !== person.name ? 'foreign' : 'invalid';
  } catch {
    return 'invalid';
  }
}

async function standardClaims(person: Person, { now, id }: Issue, days: number) {
  const iat = seconds(now);
  return { iss: person.name, sub: await subject(person), jti: id, iat, exp: iat + days * DAY_S };
}

/** Login information that only this PDA can read, as the contract has it. */
function subject(person: Person): Promise<string> {
  const login = new TextEncoder().encode(JSON.stringify({ userId: person.ownerId }));
  return new CompactEncrypt(login)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(base64url.decode(person.subjectKey));
}

async function sign(person: Person, claims: JWTPayload): Promise<string> {
  const key = await importPKCS8(person.privateKey, 'RS256');
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key);
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
