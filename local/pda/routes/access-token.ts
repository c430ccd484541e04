import { verify } from '@node-rs/argon2';
import { Hono } from 'hono';
import type { RateLimit } from '../auth/rate-limit.ts';
import { issueOwnerToken } from '../auth/tokens.ts';
import type { Person } from '../store/people.ts';
import { notAuthenticated, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';

const MISSING = new Problem(401, {
  message: 'Credentials required',
  cause: 'No username or password provided to retrieve token',
});

const TOO_MANY = new Problem(400, {
  message: 'Request rate exceeded',
  cause: 'Rate of requests from your IP exceeded',
  details: ['Request to /users/access_token'],
});

/** Login, its check, and the key with which anybody can verify this PDA's tokens. */
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

  routes.get('/users/access_token/validate', host, signedIn(parts), (context) =>
    context.json({ message: 'Authenticated' }),
  );

  routes.get('/publickey', host, (context) => context.text(context.get('person').publicKey));
  return routes;
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
