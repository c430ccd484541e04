import { Hono } from 'hono';
import { keyId, keyNamed, makeKeyPair } from '../auth/key-pair.ts';
import { LONGEST_DAYS } from '../auth/tokens.ts';
import type { Person } from '../store/people.ts';
import { assertMay, handOutToken, type RouteEnv, signedIn } from './access.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';

const DAY_MS = 86_400_000;

/** Each is kept as long as tokens it signed may be in use. */
const MOST_EARLIER_KEYS = 100;

const UNKNOWN = new Problem(404, {
  message: 'Key Not Found',
  cause: 'This PDA has no key of that name that still verifies tokens',
  details: ['Leave kid out to get the current key.'],
});

/** The keys with which anybody can verify this PDA's tokens, and their change. */
export function keyRoutes(parts: RouteParts): Hono<RouteEnv> {
  const { host, people, now } = parts;
  const routes = new Hono<RouteEnv>();

  routes.get('/publickey', host, (context) => {
    const person = context.get('person');
    const kid = context.req.query('kid');
    const key = kid === undefined ? person.publicKey : keyNamed(person, kid, now());
    if (key === undefined) throw UNKNOWN;
    return context.text(key);
  });

  routes.post('/api/v2.6/keys/rotate', host, signedIn(parts), async (context) => {
    assertMay(context);
    const person = context.get('person');
    assertRoom(person, now());
    const until = new Date(now().getTime() + LONGEST_DAYS * DAY_MS);
    await people.changeKeys(person, await makeKeyPair(), { now: now(), until });
    const changed = (await people.find(person.name)) ?? person;
    await handOutToken(context, changed, now());
    return context.json({ kid: keyId(changed.publicKey), publicKey: changed.publicKey }, 201);
  });
  return routes;
}

function assertRoom({ earlierKeys }: Person, now: Date): void {
  const [first, ...others] = earlierKeys.filter(({ until }) => until > now);
  if (!first || others.length + 1 < MOST_EARLIER_KEYS) return;
  throw new Problem(429, {
    message: 'Too Many Keys',
    cause: `Tokens may still be in use that ${MOST_EARLIER_KEYS} earlier keys signed`,
    details: [`Change the key again after ${first.until.toISOString()}.`],
  });
}
