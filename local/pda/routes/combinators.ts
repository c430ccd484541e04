import { Hono } from 'hono';
import { propertyQuerySchema } from '../../../core/model/data-bundle.ts';
import { propertyBranches } from '../query/branch.ts';
import { openProperty } from '../query/open-property.ts';
import { findQuery, saveQuery } from '../store/saved-queries.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { atMost, bodyAs, SAVE_BYTES } from './json-body.ts';
import { OWNER_APP } from './namespace-rights.ts';
import { pageOf } from './page.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';
import { storedQuery } from './stored-query.ts';
import { jsonList, streamJson } from './stream-json.ts';

const endpointsSchema = propertyQuerySchema.shape.endpoints;

/** Combinators: endpoint queries under a name, read together like one endpoint. */
export function combinatorsRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const place = '/combinator/:name{[0-9a-z-/]+}';
  const guards = [parts.host, signedIn(parts)] as const;

  routes.post(place, ...guards, atMost(SAVE_BYTES), async (context) => {
    assertMay(context, OWNER_APP);
    const [combinator, endpoints] = [named(context), await bodyAs(context, endpointsSchema)];
    propertyBranches(combinator.name, { endpoints });
    await saveQuery(parts.database, combinator, endpoints);
    return context.json({ message: `Combinator ${context.req.param('name')} registered` }, 201);
  });

  routes.get(place, ...guards, async (context) => {
    assertMay(context, OWNER_APP);
    const { skip, take, orderBy, ordering } = pageOf(context);
    const combinator = named(context);
    const body = await findQuery(parts.database, combinator);
    if (body === undefined) throw notFound(combinator.name);
    const query = { endpoints: storedQuery(endpointsSchema, body), orderBy, ordering, limit: take };
    const read = { pda: combinator.pda, property: combinator.name, query, skip };
    return streamJson(parts, context, jsonList(await openProperty(parts.database, read)));
  });
  return routes;
}

function notFound(name: string): Problem {
  return new Problem(404, { message: 'Combinator Not Found', cause: `Combinator ${name} not found` });
}

function named(context: RouteContext) {
  const name = context.req.param('name') as string;
  return { pda: context.get('person').name, kind: 'combinator', name } as const;
}
