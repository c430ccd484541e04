import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { endpointSchema } from '../../../core/model/names.ts';
import { openProperty } from '../query/open-property.ts';
import { deleteEndpoint } from '../store/delete-records.ts';
import { type Draft, saveOwnerData } from '../store/save-owner-data.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { assertFewEnough, atMost, describe, jsonBody, SAVE_BYTES } from './json-body.ts';
import { jsonReply } from './json-reply.ts';
import { holds, type Search } from './json-search.ts';
import { namespaceOf, readers, writers } from './namespace-rights.ts';
import { PAGE_PARAMETERS, pageOf } from './page.ts';
import type { RouteParts } from './parts.ts';
import { badRequest } from './problem.ts';
import { refusing } from './refusals.ts';
import { jsonList, streamJson } from './stream-json.ts';

/** Saving to, reading from and emptying one endpoint. */
export function dataRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const place = '/data/:namespace/:endpoint{.*}';
  // Batches may put records at an endpoint without a second part, which can be read and emptied, too.
  const placeToSave = '/data/:namespace/:endpoint{.+}';
  const guards = [parts.host, signedIn(parts)] as const;

  routes.post(placeToSave, ...guards, atMost(SAVE_BYTES), (context) => save(parts, context));
  routes.get(place, ...guards, (context) => read(parts, context));

  routes.delete(place, ...guards, async (context) => {
    const endpoint = endpointOf(context);
    assertMay(context, ...writers(namespaceOf(endpoint)));
    await deleteEndpoint(parts.database, { pda: context.get('person').name, endpoint });
    return context.json({ message: 'All records deleted' });
  });
  return routes;
}

async function save(parts: RouteParts, context: RouteContext): Promise<Response> {
  const endpoint = endpointOf(context);
  assertMay(context, ...writers(namespaceOf(endpoint)));
  const body = await jsonBody(context);
  const many = Array.isArray(body);
  const drafts: readonly Draft[] = (many ? body : [body]).map((data) => ({ endpoint, data }));
  assertFewEnough(drafts.length);
  const skipDuplicates = many && ['true', '1'].includes(context.req.query('skipErrors') ?? '');
  const saved = await refusing({ duplicate: 'Duplicate data - Duplicate data' }, () =>
    saveOwnerData(parts, { pda: context.get('person').name, drafts, skipDuplicates }),
  );
  parts.saved();
  return jsonReply(context, many ? saved : saved[0], 201);
}

async function read(parts: RouteParts, context: RouteContext): Promise<Response> {
  const endpoint = endpointOf(context);
  assertMay(context, ...readers(namespaceOf(endpoint)));
  const { skip, take, orderBy, ordering } = pageOf(context);
  const query = { endpoints: [{ endpoint }], orderBy, ordering, limit: take };
  const pages = await openProperty(parts.database, {
    pda: context.get('person').name,
    property: endpoint,
    query,
    skip,
  });
  return streamJson(parts, context, jsonList(found(pages, searchOf(context))));
}

/** Of the records that were read, those that hold what is searched for. */
async function* found(pages: AsyncIterable<readonly EndpointData[]>, search: Search | undefined) {
  for await (const page of pages) yield search ? page.filter(({ data }) => holds(data, search)) : page;
}

/** The first parameter that says nothing about the page. */
function searchOf(context: RouteContext): Search | undefined {
  for (const [key, text] of new URL(context.req.url).searchParams) {
    if (!PAGE_PARAMETERS.includes(key)) return { key, text };
  }
  return undefined;
}

function endpointOf(context: RouteContext): string {
  const { namespace, endpoint } = context.req.param() as { namespace: string; endpoint: string };
  const name = endpoint === '' ? namespace : `${namespace}/${endpoint}`;
  const parsed = z.safeParse(endpointSchema, name);
  if (!parsed.success) throw badRequest(describe(parsed.error).replace('body', `"${name}"`));
  return parsed.data;
}
