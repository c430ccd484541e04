import { Hono } from 'hono';
import { type BundleQuery, bundleQuerySchema } from '../../../core/model/data-bundle.ts';
import { bundleBranches } from '../query/branch.ts';
import { openBundle } from '../query/open-bundle.ts';
import { findQuery, saveQuery } from '../store/saved-queries.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { atMost, bodyAs, SAVE_BYTES } from './json-body.ts';
import { jsonReply } from './json-reply.ts';
import { OWNER_APP } from './namespace-rights.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';
import { storedQuery } from './stored-query.ts';
import { jsonLists, streamJson } from './stream-json.ts';

/** Data bundles: registered once under an id, evaluated at each reading. */
export function bundlesRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const place = '/data-bundle/:id{[0-9a-zA-Z-]+}';
  const guards = [parts.host, signedIn(parts)] as const;

  routes.post(place, ...guards, atMost(SAVE_BYTES), async (context) => {
    assertMay(context, OWNER_APP);
    const bundle = await bodyAs(context, bundleQuerySchema);
    bundleBranches(bundle);
    await saveQuery(parts.database, named(context), bundle);
    return context.json({ message: `Bundle ${context.req.param('id')} registered` }, 201);
  });

  routes.get(place, ...guards, async (context) => {
    assertMay(context, OWNER_APP);
    const bundle = await stored(parts, context);
    const properties = await openBundle(parts.database, context.get('person').name, bundle);
    return streamJson(parts, context, jsonLists(properties));
  });

  routes.get(`${place}/structure`, ...guards, async (context) => {
    assertMay(context, OWNER_APP);
    return jsonReply(context, { name: context.req.param('id'), bundle: await stored(parts, context) });
  });
  return routes;
}

async function stored({ database }: RouteParts, context: RouteContext): Promise<BundleQuery> {
  const query = named(context);
  const body = await findQuery(database, query);
  if (body !== undefined) return storedQuery(bundleQuerySchema, body);
  throw new Problem(404, { message: 'Bundle Not Found', cause: `Bundle ${query.name} not found` });
}

function named(context: RouteContext) {
  const name = context.req.param('id') as string;
  return { pda: context.get('person').name, kind: 'bundle', name } as const;
}
