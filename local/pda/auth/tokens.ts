import { base64url, CompactEncrypt, importPKCS8, type JWTPayload, SignJWT } from 'jose';
import type { Person } from '../store/people.ts';
import { type Claims, DAY_S, ENGINE, seconds } from './claims.ts';
import { keyId } from './key-pair.ts';

const SESSION_DAYS = 30;
/** The engine gets a new token at each start, which may be the last one for long. No token lasts longer. */
export const LONGEST_DAYS = 365;

const ENGINE_VERSION = '1.0.0';

export interface Issue {
  readonly now: Date;
  readonly id: string;
}

export function issueOwnerToken(person: Person, issue: Issue): Promise<string> {
  return issueToken(person, issue, { resource: person.name, accessScope: 'owner' });
}

/** By which the PDA itself speaks, to the engine: it may tell of new data, list functions and trigger them. */
export function issuePlatformToken(person: Person, issue: Issue): Promise<string> {
  return issueToken(person, issue, { resource: person.name, accessScope: 'platform' });
}

/** By which the owner shows a service at `resource` who they are; it opens nothing here. */
export function issueServiceToken(person: Person, issue: Issue, resource: string): Promise<string> {
  return issueToken(person, issue, { resource, accessScope: 'validate' });
}

/** Opens what the owner granted to that application. */
export function issueApplicationToken(
  person: Person,
  issue: Issue,
  application: { readonly id: string; readonly version: string },
): Promise<string> {
  return issueToken(person, issue, { application: application.id, applicationVersion: application.version });
}

/** Application token that opens the engine's routes and single records, nothing else. */
export function issueEngineToken(person: Person, issue: Issue): Promise<string> {
  const claims = { application: ENGINE, applicationVersion: ENGINE_VERSION };
  return issueToken(person, issue, claims, LONGEST_DAYS);
}

/** The same token with a new `iat`, so that its idle time starts again; it ends when the first one did. */
export function refreshToken(person: Person, claims: Claims, now: Date): Promise<string> {
  return sign(person, { ...claims, iat: seconds(now) });
}

async function issueToken(
  person: Person,
  { now, id }: Issue,
  claims: JWTPayload,
  days = SESSION_DAYS,
): Promise<string> {
  const iat = seconds(now);
  const standard = { iss: person.name, sub: await subject(person), jti: id, iat, exp: iat + days * DAY_S };
  return sign(person, { ...standard, ...claims });
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
  const header = { alg: 'RS256', kid: keyId(person.publicKey) };
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}
