import { Hono } from 'hono';
import { may } from '../../../core/model/role.ts';
import { findRecord } from '../store/records.ts';
import { type RouteEnv, signedIn } from './access.ts';
import { jsonReply } from './json-reply.ts';
import { namespaceOf, readers } from './namespace-rights.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';
import { recordId } from './record-ids.ts';

/** Single records by id. */
export function dataRecordRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();

  routes.get('/data-record/:id', parts.host, signedIn(parts), async (context) => {
    const id = recordId(context.req.param('id'));
    const record = await findRecord(parts.database, context.get('person').name, id);
    if (!record) throw new Problem(400, { message: 'Data Missing', cause: `Record ${id} not found` });
    const caller = context.get('caller');
    // Whoever is signed in may, by contract; what applications may read is a matter of what they were granted.
    const isAllowed =
      caller.application === undefined || may(caller, ...readers(namespaceOf(record.endpoint)));
    return isAllowed ? jsonReply(context, record) : context.body(null, 403);
  });
  return routes;
}
