import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { type Caller, readToken, refreshToken } from '../auth/tokens.ts';
import type { People, Person } from '../store/people.ts';
import { accessDenied, Problem } from './problem.ts';

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
    if (!person) throw new Problem(404, { error: 'Not Found', message: 'HAT unavailable' });
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
  if (caller === 'foreign')
    throw notAuthenticated(`This token was issued by another PDA than ${person.name}`);
  if (caller === 'invalid') throw notAuthenticated();
  return caller;
}

export function notAuthenticated(message = 'Not Authenticated'): Problem {
  return new Problem(401, { error: 'Not Authenticated', message });
}
