import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { type Caller, readToken, refreshToken } from '../auth/tokens.ts';
import type { People, Person } from '../store/people.ts';
import { accessDenied, Problem } from './problem.ts';

const LOG_IN = 'Log in again: GET /users/access_token with the headers username and password.';

/** What the first guard leaves for the routes behind it. */
export interface RouteEnv {
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: { person: Person };
}
export type RouteContext = Context<RouteEnv>;

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

/** Lets callers of the given roles pass, and hands owners a refreshed token. */
export function only(roles: readonly Caller['role'][], now: () => Date): MiddlewareHandler<RouteEnv> {
  return async (context, next) => {
    const person = context.get('person');
    const caller = await callerOf(context, person, now());
    if (!roles.includes(caller.role)) throw accessDenied();
    if (caller.role === 'owner') context.header('X-Auth-Token', await refreshToken(person, caller, now()));
    await next();
  };
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
