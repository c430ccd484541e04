import { Hono } from 'hono';
import * as z from 'zod/mini';
import { type EndpointData, endpointDataSchema } from '../../../core/model/endpoint-data.ts';
import { omittable } from '../../../core/model/json.ts';
import { deleteRecords } from '../store/delete-records.ts';
import { endpointsOf } from '../store/locate.ts';
import { saveOwnerData } from '../store/save-owner-data.ts';
import { updateRecords } from '../store/update-records.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { assertFewEnough, atMost, bodyAs, SAVE_BYTES } from './json-body.ts';
import { jsonReply } from './json-reply.ts';
import { assertMayWrite, SENDERS } from './namespace-rights.ts';
import type { RouteParts } from './parts.ts';
import { asReadable } from './readable-reply.ts';
import { recordId, recordIds } from './record-ids.ts';
import { refusing } from './refusals.ts';

/** NUL characters are not stored. */
const sourceUniqueId = omittable(
  z.string().check(z.refine((id) => id.replaceAll('\0', '') !== '', 'must hold a character that is kept')),
);
const sentSchema = z.extend(endpointDataSchema, { sourceUniqueId });
const linkSchema = z.omit(sentSchema, { links: true });
const batchSchema = z.array(z.extend(sentSchema, { links: omittable(z.array(linkSchema)) }));
const updateSchema = z.array(z.extend(sentSchema, { recordId: z.guid() }));

/** Saving, changing and deleting records of several endpoints at once. */
export function dataBatchRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const guards = [parts.host, signedIn(parts)] as const;

  routes.post('/data-batch', ...guards, atMost(SAVE_BYTES), (context) => save(parts, context));
  routes.put('/data', ...guards, atMost(SAVE_BYTES), (context) => update(parts, context));
  routes.delete('/data', ...guards, (context) => remove(parts, context));
  return routes;
}

async function save(parts: RouteParts, context: RouteContext): Promise<Response> {
  assertMay(context, ...SENDERS);
  const drafts = await bodyAs(context, batchSchema);
  const cause = 'Access Denied - No rights to insert some or all of the data in the batch';
  assertMayWrite(context, endpointsIn(drafts), cause);
  assertFewEnough(endpointsIn(drafts).length);
  // An addition: PDAs of v2.6 know it of one endpoint only. Importers ask for it and manage without.
  const skipDuplicates = ['true', '1'].includes(context.req.query('skipErrors') ?? '');
  const saved = await refusing({ duplicate: 'Could not insert data - Duplicate data' }, () =>
    saveOwnerData(parts, {
      pda: context.get('person').name,
      drafts,
      skipDuplicates,
      show: asReadable(context),
    }),
  );
  parts.saved();
  return jsonReply(context, saved, 201);
}

async function update(parts: RouteParts, context: RouteContext): Promise<Response> {
  assertMay(context, ...SENDERS);
  const given = await bodyAs(context, updateSchema);
  const cause = 'Access Denied - No rights to change some or all of the data in the batch';
  assertMayWrite(context, endpointsIn(given), cause);
  assertFewEnough(given.length);
  // Of two changes of one record the later one counts.
  const changes = new Map(
    given.map((one) => [recordId(one.recordId), { ...one, recordId: recordId(one.recordId) }]),
  );
  const refusals = {
    duplicate: 'Could not update records: Duplicate data',
    missing: 'Could not update records: Records missing for updating',
  };
  const updated = await refusing(refusals, () =>
    updateRecords(parts, { pda: context.get('person').name, changes: [...changes.values()] }),
  );
  parts.saved();
  const show = asReadable(context);
  const shown = updated.map((record) => ({
    ...show(record, changes.get(record.recordId as string) ?? record),
    links: [],
  }));
  return jsonReply(context, shown, 201);
}

async function remove(parts: RouteParts, context: RouteContext): Promise<Response> {
  assertMay(context, ...SENDERS);
  const [pda, ids] = [context.get('person').name, recordIds(context)];
  const cause = 'Permissions to modify records in some of the namespaces missing';
  assertMayWrite(context, await endpointsOf(parts.database, pda, ids), cause);
  await refusing({ missing: 'Could not delete records: Records missing for deleting' }, () =>
    deleteRecords(parts.database, { pda, ids }),
  );
  return context.json({ message: 'All records deleted' });
}

function endpointsIn(records: readonly EndpointData[]): readonly string[] {
  return records.flatMap(({ endpoint, links = [] }) => [endpoint, ...links.map((link) => link.endpoint)]);
}
