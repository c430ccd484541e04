import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { type RouteEnv, signedIn } from './access.ts';
import type { RouteParts } from './parts.ts';

/** Below which all of these routes lie. */
export const CAPABILITIES_PATH = '/api/v2.6/she/capabilities';

/** What this PDA speaks beyond HAT v2.6, each with the version of its form. */
const ADDITIONS = ['data-window/1', 'data-derived/1', 'data-events/1', 'key-rotation/1', 'applications/1'];

const DESCRIPTION = new URL('../../../docs/openapi/pda-additions.json', import.meta.url);

/** Announces the additions to HAT v2.6, and describes them to whoever wants to speak them. */
export function capabilitiesRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();

  routes.get(CAPABILITIES_PATH, parts.host, signedIn(parts), (context) =>
    context.json({ additions: ADDITIONS, openapi: `${CAPABILITIES_PATH}/openapi.json` }),
  );

  routes.get(`${CAPABILITIES_PATH}/openapi.json`, parts.host, async (context) => {
    context.header('content-type', 'application/json');
    return context.body(await readFile(DESCRIPTION, 'utf8'));
  });
  return routes;
}
