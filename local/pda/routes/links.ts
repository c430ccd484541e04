import { Hono } from 'hono';
import { linkRecords } from '../store/link-records.ts';
import { assertMay, type RouteEnv, signedIn } from './access.ts';
import { OWNER_APP } from './namespace-rights.ts';
import type { RouteParts } from './parts.ts';
import { recordIds } from './record-ids.ts';
import { refusing } from './refusals.ts';

/** Linking records that are there. */
export function linksRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();

  routes.post('/data-link', parts.host, signedIn(parts), async (context) => {
    assertMay(context, { role: 'datacredit' }, OWNER_APP);
    const link = { pda: context.get('person').name, ids: recordIds(context) };
    await refusing({ missing: 'Could not link records: Records missing for linking' }, () =>
      linkRecords(parts, link),
    );
    return context.json({ message: 'Grouping registered' }, 201);
  });
  return routes;
}
