import { Hono } from 'hono';
import { sourcesOf } from '../store/sources.ts';
import { assertMay, type RouteEnv, signedIn } from './access.ts';
import { OWNER_APP } from './namespace-rights.ts';
import type { RouteParts } from './parts.ts';

/** Which endpoints hold records. */
export function sourcesRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();

  routes.get('/data/sources', parts.host, signedIn(parts), async (context) => {
    assertMay(context, { role: 'platform' }, { role: 'datacredit' }, OWNER_APP);
    return context.json(await sourcesOf(parts.database, context.get('person').name));
  });
  return routes;
}
