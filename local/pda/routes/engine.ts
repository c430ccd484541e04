import { Hono } from 'hono';
import * as z from 'zod/mini';
import { bundleQuerySchema } from '../../../core/model/data-bundle.ts';
import { jsonSchema } from '../../../core/model/json.ts';
import { endpointSchema, functionIdSchema } from '../../../core/model/names.ts';
import { readCursor } from '../query/cursor.ts';
import { readWindow } from '../query/read-window.ts';
import { Fenced, saveDerived } from '../store/save-derived.ts';
import { assertMay, type RouteEnv, signedIn } from './access.ts';
import { atMost, bodyAs, ENGINE_BYTES } from './json-body.ts';
import { jsonReply } from './json-reply.ts';
import type { RouteParts } from './parts.ts';
import { Problem } from './problem.ts';

const cursorSchema = z.pipe(
  z.string().check(z.refine((text) => readCursor(text) !== undefined, 'is no cursor of this PDA')),
  z.transform((text): number => readCursor(text) as number),
);

const windowSchema = z.object({
  functionId: functionIdSchema,
  bundle: bundleQuerySchema,
  after: z.optional(cursorSchema),
  until: z.optional(cursorSchema),
  limit: z._default(z.optional(z.int().check(z.minimum(1), z.maximum(10_000))), 500),
});

const derivedSchema = z.object({
  functionId: functionIdSchema,
  executionId: z.guid(),
  fence: z.int().check(z.nonnegative()),
  chain: z.array(functionIdSchema),
  records: z.array(
    z.object({
      id: z.guid(),
      data: jsonSchema,
      endpoint: endpointSchema,
      linkedRecords: z.array(z.guid()),
    }),
  ),
});

const FENCED = new Problem(409, {
  message: 'Batch Fenced',
  cause: 'A newer run of this function has already been here',
  details: ['Give this run up; the newer one does the work.'],
});

/** What only the engine may do: read windows for functions, write what they derived. */
export function engineRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  const guards = [parts.host, signedIn(parts), atMost(ENGINE_BYTES)] as const;

  routes.post('/api/v2.6/data-window', ...guards, async (context) => {
    assertMay(context, { role: 'engine' });
    const { after = 0, ...read } = await bodyAs(context, windowSchema);
    return jsonReply(
      context,
      await readWindow(parts.database, { ...read, pda: context.get('person').name, after }),
    );
  });

  routes.post('/api/v2.6/data-derived', ...guards, async (context) => {
    assertMay(context, { role: 'engine' });
    const batch = await bodyAs(context, derivedSchema);
    try {
      const saved = await saveDerived(parts, { ...batch, pda: context.get('person').name });
      parts.saved();
      return context.json(saved, 201);
    } catch (error) {
      throw error instanceof Fenced ? FENCED : error;
    }
  });
  return routes;
}
