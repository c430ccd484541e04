import { type Context, Hono } from 'hono';
import { hasConsent } from '../../core/execute/claim.ts';
import type { ManagementDeps } from '../../core/manage/deps.ts';
import { disableFunction, enableFunction, listFunctions, showFunction } from '../../core/manage/functions.ts';
import { triggerFunction } from '../../core/manage/trigger.ts';
import { type CatalogueEntry, isRunnable } from '../../core/model/catalogue-entry.ts';
import { isSuccess } from '../../core/model/execution-record.ts';
import { app } from '../../core/model/role.ts';
import { allow } from './allow.ts';
import {
  badRequest,
  executionFailed,
  functionNotAvailable,
  functionNotEnabled,
  functionNotFound,
} from './replies.ts';
import type { ApiVariables } from './variables.ts';

type RouteContext = Context<ApiVariables>;
type FunctionRoute = (context: RouteContext, entry: CatalogueEntry) => Promise<Response>;

/** Side effects are reached by GET, as published clients call them, and by POST, as they should be. */
const SIDE_EFFECT_METHODS = ['GET', 'POST'];

const OWNERS_APP = app({ role: 'owner' });
const PLATFORM = { role: 'platform' } as const;

const mayLook = allow(() => [PLATFORM, OWNERS_APP]);
const mayConsent = allow(() => [OWNERS_APP]);
const mayTrigger = allow((context) => [
  PLATFORM,
  app({ role: 'applicationmanage', detail: context.req.param('id') ?? '' }),
]);

/** `/function`: list, show, enable, disable, trigger. */
export function functionRoutes(deps: ManagementDeps): Hono<ApiVariables> {
  const forFunction = (route: FunctionRoute) => async (context: RouteContext) => {
    const id = context.req.param('id') ?? '';
    const entry = await deps.catalogue.find(id, context.get('pda'));
    return entry ? route(context, entry) : functionNotFound(context, id);
  };
  return new Hono<ApiVariables>()
    .get('/', mayLook, async (context) => context.json(await listFunctions(deps, context.get('pda'))))
    .get(
      '/:id',
      mayLook,
      forFunction(async (context, entry) =>
        context.json(await showFunction(deps, context.get('pda'), entry)),
      ),
    )
    .on(
      SIDE_EFFECT_METHODS,
      '/:id/enable',
      mayConsent,
      forFunction(async (context, entry) => {
        return context.json(await enableFunction(deps, context.get('pda'), entry));
      }),
    )
    .on(
      SIDE_EFFECT_METHODS,
      '/:id/disable',
      mayConsent,
      forFunction((context, entry) => disable(deps, context, entry)),
    )
    .on(
      SIDE_EFFECT_METHODS,
      '/:id/trigger',
      mayTrigger,
      forFunction((context, entry) => trigger(deps, context, entry)),
    );
}

async function disable(
  deps: ManagementDeps,
  context: RouteContext,
  entry: CatalogueEntry,
): Promise<Response> {
  const configuration = await disableFunction(deps, context.get('pda'), entry);
  if (configuration) return context.json(configuration);
  const cause = `Function ${entry.id} is ending its last run; it will not run again`;
  return context.json({ message: 'Function Disabling', cause }, 202);
}

async function trigger(
  deps: ManagementDeps,
  context: RouteContext,
  entry: CatalogueEntry,
): Promise<Response> {
  const useAll = context.req.query('useAll') ?? 'false';
  if (useAll !== 'true' && useAll !== 'false') {
    return badRequest(
      context,
      'useAll must be "true" or "false"',
      'Leave it out to process only what is new.',
    );
  }
  if (!isRunnable(entry)) return functionNotAvailable(context, entry);
  const pda = context.get('pda');
  const status = await deps.statuses.find(pda, entry.id);
  if (status?.enabled && !hasConsent(status, entry)) {
    return functionNotEnabled(context, entry, [
      'It is not what you agreed to any more: look at it, and enable it again if you agree.',
    ]);
  }
  const outcome = await triggerFunction(deps, pda, entry, useAll === 'true');
  if (outcome.kind === 'notEnabled') return functionNotEnabled(context, entry);
  if (outcome.kind === 'running') {
    return context.json({ message: 'Function Execution Started', executionId: outcome.executionId }, 202);
  }
  return isSuccess(outcome.record)
    ? context.json({ message: 'Function Executed' })
    : executionFailed(context, pda, entry, outcome.record.errorCode);
}
