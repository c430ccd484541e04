import { Hono } from 'hono';
import * as z from 'zod/mini';
import { endpointDataSchema } from '../../../core/model/endpoint-data.ts';
import { DuplicateData, saveOwnerData } from '../store/save-owner-data.ts';
import { assertMay, type RouteEnv, signedIn } from './access.ts';
import { atMost, bodyAs, SAVE_BYTES } from './json-body.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';

const batchSchema = z.array(endpointDataSchema);

/** Saving records of several endpoints at once, with the records they belong to. */
export function dataBatchRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const guards = [parts.host, signedIn(parts), atMost(SAVE_BYTES)] as const;

  routes.post('/api/v2.6/data-batch', ...guards, async (context) => {
    assertMay(context);
    const drafts = await bodyAs(context, batchSchema);
    try {
      const pda = context.get('person').name;
      const saved = await saveOwnerData(parts, { pda, drafts, skipDuplicates: false });
      parts.saved();
      return context.json(saved, 201);
    } catch (error) {
      if (!(error instanceof DuplicateData)) throw error;
      throw new Problem(400, { message: 'Bad Request', cause: 'Could not insert data - Duplicate data' });
    }
  });
  return routes;
}
