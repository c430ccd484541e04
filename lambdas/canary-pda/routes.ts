import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod/mini';
import { UNBORN } from '../../core/canary/canary-item.ts';
import {
  derivedRequestSchema,
  isEvaluable,
  readWindow,
  windowRequestSchema,
  writeDerived,
} from '../../core/canary/canary-pda.ts';
import { type CanaryStore, updateCanary } from '../../core/canary/update-canary.ts';
import type { EngineLog } from '../../core/ports.ts';
import { type AuthenticationDeps, bearerOf } from './authenticate.ts';

export interface CanaryPdaDeps extends AuthenticationDeps {
  readonly store: CanaryStore;
  readonly log: EngineLog;
}

/** Of a body: all that there is of the canary lies in one item of a table, of 400 kB. */
const MOST_BYTES = 64 * 1024;
const ADDITIONS = ['data-window/1', 'data-derived/1'];

const bounded = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (context) => context.json({ message: 'Payload Too Large' }, 413),
});

/** The canary's PDA: what the engine calls of docs/openapi/pda-additions.json, and the key that verifies its tokens. */
export function canaryPdaRoutes(deps: CanaryPdaDeps): Hono {
  const engine = engineAlone(deps);
  return new Hono()
    .get('/publickey', async (context) => context.text(await deps.publicKey()))
    .get('/api/v2.6/she/capabilities', engine, (context) => context.json({ additions: ADDITIONS }))
    .post('/api/v2.6/data-window', engine, bounded, (context) => answerWindow(deps, context))
    .post('/api/v2.6/data-derived', engine, bounded, (context) => takeDerived(deps, context))
    .get('/api/v2.6/data-record/:id', engine, async (context) => {
      const records = (await deps.store.find())?.records ?? [];
      const found = records.find(({ recordId }) => recordId === context.req.param('id'));
      if (!found) return context.json({ message: 'Data Missing', cause: 'No such record' }, 400);
      const { endpoint, recordId, data } = found;
      return context.json({ endpoint, recordId, data });
    })
    .notFound((context) =>
      context.json({ error: 'Handler Not Found', message: 'There is no such route' }, 404),
    )
    .onError((error, context) => {
      deps.log.internalError(undefined, error);
      return context.json({ error: 'Internal Server error', message: 'The log tells more' }, 500);
    });
}

function engineAlone(deps: CanaryPdaDeps): MiddlewareHandler {
  return async (context, next) => {
    const bearer = await bearerOf(deps, context.req.header('x-auth-token') ?? '');
    if (bearer === 'engine') return next();
    if (bearer === 'another') return context.json({ error: 'Forbidden', message: 'Access Denied' }, 403);
    return context.json({ error: 'Not Authenticated', message: 'Not Authenticated' }, 401);
  };
}

async function answerWindow({ store }: CanaryPdaDeps, context: Context): Promise<Response> {
  const request = await bodyAs(context, windowRequestSchema);
  if (!request) return context.json({ message: 'Bad Request', cause: 'This is no window' }, 400);
  if (!isEvaluable(request.bundle))
    return context.json({ message: 'Bundle Evaluation Failed', cause: 'It asks for more than fields' }, 400);
  return context.json(readWindow((await store.find()) ?? UNBORN, request));
}

async function takeDerived({ store, now }: CanaryPdaDeps, context: Context): Promise<Response> {
  const batch = await bodyAs(context, derivedRequestSchema);
  if (!batch) return context.json({ message: 'Bad Request', cause: 'This is no batch of the canary' }, 400);
  let places = 0;
  const after = await updateCanary(store, (before) => {
    places = before.places;
    return writeDerived(before, batch, now());
  });
  if (after === 'fenced')
    return context.json({ message: 'Batch Fenced', cause: 'A newer run has been here' }, 409);
  const written = after.places - places;
  return context.json({ written, existing: batch.records.length - written }, 201);
}

/** @returns undefined for what is something else */
async function bodyAs<T>(context: Context, schema: z.ZodMiniType<T>): Promise<T | undefined> {
  try {
    return schema.safeParse(JSON.parse(await context.req.text())).data;
  } catch {
    return undefined;
  }
}
