import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { may, type Requirement } from '../../../core/model/role.ts';
import { type Caller, readToken } from '../auth/read-token.ts';
import { refreshToken } from '../auth/tokens.ts';
import { findApplication } from '../store/applications.ts';
import type { People, Person } from '../store/people.ts';
import type { Sql } from '../store/sql.ts';
import { accessDenied, Problem } from './problem.ts';

const LOG_IN = 'Log in again: GET /users/access_token with the headers username and password.';

/** What the guards leave for the routes behind them: `forPda` the person, `signedIn` the caller. */
export interface RouteEnv {
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: { person: Person; caller: Caller };
}
export type RouteContext = Context<RouteEnv>;

interface GuardParts {
  readonly now: () => Date;
  readonly database: Sql;
}

/** Finds the PDA that the `Host` header names. */
export function forPda(people: People): MiddlewareHandler<RouteEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase().replace(/:\d+$/, '');
    const person = host ? await people.find(host) : undefined;
    if (!person) throw unavailable(host);
    context.set('person', person);
    await next();
  };
}

/**
 * Lets whoever has a valid token of this PDA pass, says who it is, and hands out a refreshed token, save to the
 * engine. Tokens by which the owner shows a service who they are open nothing here.
 */
export function signedIn(parts: GuardParts): MiddlewareHandler<RouteEnv> {
  return guard(parts, (caller, person) => {
    if (!isForService(caller)) return;
    throw notAuthenticated(`X-Auth-Token was issued for another service than ${person.name}.`, LOG_IN);
  });
}

/** The same, for services' tokens too: to ask whether a token is valid. */
export function validToken(parts: GuardParts): MiddlewareHandler<RouteEnv> {
  return guard(parts, () => undefined);
}

function guard(
  { now, database }: GuardParts,
  check: (caller: Caller, person: Person) => void,
): MiddlewareHandler<RouteEnv> {
  return async (context, next) => {
    const person = context.get('person');
    const caller = await withRoles(database, person, await callerOf(context, person, now()));
    check(caller, person);
    context.set('caller', caller);
    if (!may(caller, { role: 'engine' })) await handOutToken(context, person, now());
    await next();
  };
}

/** Gives the caller their token anew, so that its idle time starts again. */
export async function handOutToken(context: RouteContext, person: Person, now: Date): Promise<void> {
  context.header('X-Auth-Token', await refreshToken(person, context.get('caller').claims, now));
}

/**
 * The same for a reply that is not this PDA's own.
 * @returns undefined for what would open nothing here, and for the engine's
 */
export async function refreshedToken(
  { now, database }: GuardParts,
  person: Person,
  token: string,
): Promise<string | undefined> {
  const read = await readToken(person, token, now());
  if (typeof read === 'string' || isForService(read)) return undefined;
  const caller = await enabled(database, person, read);
  if (!caller || may(caller, { role: 'engine' })) return undefined;
  return refreshToken(person, caller.claims, now());
}

/**
 * The caller must meet one of the requirements; the owner meets every one but the engine's. Applications are kept out
 * unless one of them is `app(…)`. Without any, the owner alone passes.
 * @throws Problem 403
 */
export function assertMay(context: RouteContext, ...required: readonly Requirement[]): void {
  if (!may(context.get('caller'), ...required)) throw accessDenied();
}

async function withRoles(sql: Sql, person: Person, caller: Caller): Promise<Caller> {
  const known = await enabled(sql, person, caller);
  if (!known) throw accessDenied();
  return known;
}

/** An application has the roles that it was granted, while it is enabled. */
async function enabled(sql: Sql, { name }: Person, caller: Caller): Promise<Caller | undefined> {
  if (caller.application === undefined) return caller;
  const application = await findApplication(sql, name, caller.application);
  return application?.enabled ? { ...caller, roles: application.rolesGranted } : undefined;
}

function isForService({ roles, application }: Caller): boolean {
  return application === undefined && roles.some(({ role }) => role === 'validate');
}

async function callerOf(context: RouteContext, person: Person, now: Date): Promise<Caller> {
  const caller = await readToken(person, context.req.header('x-auth-token') ?? '', now);
  if (caller === 'foreign') {
    throw notAuthenticated(`X-Auth-Token was issued by another PDA than ${person.name}.`, LOG_IN);
  }
  if (caller === 'invalid') {
    throw notAuthenticated('X-Auth-Token is missing, has expired, or is no token of this PDA.', LOG_IN);
  }
  return caller;
}

function unavailable(host: string | undefined): Problem {
  const words = { error: 'Not Found', message: 'HAT unavailable' };
  const cause = `There is no PDA named ${host ?? '(no Host header)'} here.`;
  return new Problem(404, {
    ...words,
    cause,
    details: ['Address a PDA by its name, such as alice.localhost.'],
  });
}

/** The words that clients of the reference know, with what they leave open. */
export function notAuthenticated(cause: string, remedy: string): Problem {
  const words = { error: 'Not Authenticated', message: 'Not Authenticated' };
  return new Problem(401, { ...words, cause, details: [remedy] });
}
