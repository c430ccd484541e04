import { verify } from '@node-rs/argon2';
import { Hono } from 'hono';
import type { RateLimit } from '../auth/rate-limit.ts';
import { issueOwnerToken, issueServiceToken } from '../auth/tokens.ts';
import type { Person } from '../store/people.ts';
import {
  assertMay,
  notAuthenticated,
  type RouteContext,
  type RouteEnv,
  signedIn,
  validToken,
} from './access.ts';
import type { RouteParts } from './parts.ts';
import { badRequest, Problem } from './problem.ts';

/** Headers hold no more than this by far; so must one with the token. */
const MAX_RESOURCE = 2000;

const MISSING = new Problem(401, {
  message: 'Credentials required',
  cause: 'No username or password provided to retrieve token',
});

const TOO_MANY = new Problem(400, {
  message: 'Request rate exceeded',
  cause: 'Rate of requests from your IP exceeded',
  details: ['Request to /users/access_token'],
});

/** Login, its check, and tokens by which the owner shows services who they are. */
export function accessTokenRoutes(parts: RouteParts): Hono<RouteEnv> {
  const { host, now, newId, rateLimit } = parts;
  const routes = new Hono<RouteEnv>();

  routes.get('/users/access_token', host, async (context) => {
    const person = context.get('person');
    await checkLogin(context, person, rateLimit, now());
    const accessToken = await issueOwnerToken(person, { now: now(), id: newId() });
    context.header('X-Auth-Token', accessToken);
    return context.json({ accessToken, userId: person.ownerId });
  });

  routes.get('/users/access_token/validate', host, validToken(parts), (context) =>
    context.json({ message: 'Authenticated' }),
  );

  routes.get('/users/application_token', host, signedIn(parts), async (context) => {
    assertMay(context);
    const person = context.get('person');
    const resource = serviceOf(context);
    const accessToken = await issueServiceToken(person, { now: now(), id: newId() }, resource);
    return context.json({ accessToken, userId: person.ownerId });
  });
  return routes;
}

/** The reference asks for the service's name as well, although the token does not hold it. */
function serviceOf(context: RouteContext): string {
  const { name, resource } = context.req.query();
  if (name && resource && resource.length <= MAX_RESOURCE) return resource;
  throw badRequest(
    `The parameters name and resource must say which service, and its address in ${MAX_RESOURCE} characters or fewer`,
  );
}

async function checkLogin(
  context: RouteContext,
  person: Person,
  rateLimit: RateLimit,
  now: Date,
): Promise<void> {
  if (!rateLimit.allows(context.env?.incoming?.socket.remoteAddress ?? 'in process', now)) throw TOO_MANY;
  const [username, password] = ['username', 'password'].map((name) => decoded(context.req.header(name)));
  if (!username || !password) throw MISSING;
  const rightPassword = await verify(person.passwordHash, password);
  const rightName = username === person.name || username === person.name.split('.')[0];
  if (!rightPassword || !rightName) {
    throw notAuthenticated(
      `Wrong username or password for ${person.name}.`,
      'Check both, and which PDA the address names.',
    );
  }
}

/** Header values are URL-encoded, since headers carry ASCII only. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
