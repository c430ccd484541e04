import { Hono } from 'hono';
import * as z from 'zod/mini';
import { endpointSchema } from '../../../core/model/names.ts';
import { readProperty } from '../query/read-bundle.ts';
import { findRecord } from '../store/records.ts';
import { type Draft, DuplicateData, saveOwnerData } from '../store/save-owner-data.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { atMost, describe, jsonBody, SAVE_BYTES } from './json-body.ts';
import type { RouteParts } from './parts.ts';
import { badRequest, Problem } from './problem.ts';

const count = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number from 0')),
  z.transform(Number),
);

const pageSchema = z.object({
  orderBy: z.optional(z.string()),
  ordering: z.optional(z.string()),
  skip: z._default(z.optional(count), 0),
  take: z._default(z.optional(count), 1000),
});

/** Saving to and reading from one endpoint, and single records by id. */
export function dataRoutes(parts: RouteParts): Hono<RouteEnv> {
  const { host, database } = parts;
  const routes = new Hono<RouteEnv>();
  const place = '/api/v2.6/data/:namespace/:endpoint{.+}';

  routes.post(place, host, signedIn(parts), atMost(SAVE_BYTES), (context) => save(parts, context));

  routes.get(place, host, signedIn(parts), async (context) => {
    assertMay(context);
    const { skip, take, orderBy, ordering } = pageOf(context);
    const endpoint = endpointOf(context);
    const query = { endpoints: [{ endpoint }], orderBy, ordering, limit: take };
    const read = { pda: context.get('person').name, property: endpoint, query, skip };
    return context.json(await readProperty(database, read));
  });

  routes.get('/api/v2.6/data-record/:id', host, signedIn(parts), async (context) => {
    assertMay(context, { role: 'engine' }, { role: 'owner' });
    const id = context.req.param('id');
    if (!z.safeParse(z.guid(), id).success) throw badRequest(`"${id}" is no record id: it must be a UUID`);
    const record = await findRecord(database, context.get('person').name, id.toLowerCase());
    if (!record) throw new Problem(400, { message: 'Data Missing', cause: `Record ${id} not found` });
    return context.json(record);
  });
  return routes;
}

async function save(parts: RouteParts, context: RouteContext): Promise<Response> {
  assertMay(context);
  const [pda, endpoint, body] = [context.get('person').name, endpointOf(context), await jsonBody(context)];
  const many = Array.isArray(body);
  const drafts: readonly Draft[] = (many ? body : [body]).map((data) => ({ endpoint, data }));
  const skipDuplicates = many && context.req.query('skipErrors') === 'true';
  try {
    const saved = await saveOwnerData(parts, { pda, drafts, skipDuplicates });
    parts.saved();
    return context.json(many ? saved : saved[0], 201);
  } catch (error) {
    if (!(error instanceof DuplicateData)) throw error;
    throw new Problem(400, { message: 'Bad Request', cause: 'Duplicate data - Duplicate data' });
  }
}

function endpointOf(context: RouteContext): string {
  const endpoint = `${context.req.param('namespace')}/${context.req.param('endpoint')}`;
  const parsed = z.safeParse(endpointSchema, endpoint);
  if (!parsed.success) throw badRequest(describe(parsed.error).replace('body', `"${endpoint}"`));
  return parsed.data;
}

function pageOf(context: RouteContext): z.infer<typeof pageSchema> {
  const parsed = z.safeParse(pageSchema, context.req.query());
  if (!parsed.success) throw badRequest(describe(parsed.error));
  return parsed.data;
}
