import { Hono } from 'hono';
import type { ManagementDeps } from '../../core/manage/deps.ts';
import type { FeedDeps } from '../../core/manage/feed.ts';
import type { EngineLog } from '../../core/ports.ts';
import { type AuthenticationDeps, authenticate } from './authenticate.ts';
import { type EventDeps, eventRoutes } from './event-routes.ts';
import { executionRoutes } from './execution-routes.ts';
import { feedRoutes } from './feed-routes.ts';
import { functionRoutes } from './function-routes.ts';
import { cannotTell, internalError, notAuthenticated, unknownRoute } from './replies.ts';
import type { ApiVariables } from './variables.ts';

export interface ApiDeps {
  readonly management: ManagementDeps;
  readonly events: EventDeps;
  readonly feed: FeedDeps;
  readonly authentication: AuthenticationDeps;
  readonly log: EngineLog;
  /** The PDA a request is addressed to, where its `Host` header tells; on AWS the token alone does. */
  readonly addressedPda?: (host: string | undefined) => string | undefined;
}

/** The management API: `/api/v2.6/she/…`. Each route says whom it lets pass besides the owner. */
export function managementRoutes(deps: ApiDeps): Hono<ApiVariables> {
  const app = new Hono<ApiVariables>();
  app.use('/api/v2.6/she/*', async (context, next) => {
    const expected = deps.addressedPda?.(context.req.header('host'));
    const who = await authenticate(deps.authentication, context.req.header('x-auth-token'), expected);
    if (who.kind === 'refused') return notAuthenticated(context, who);
    if (who.kind === 'unavailable') return cannotTell(context, who);
    context.set('pda', who.pda);
    context.set('caller', who.caller);
    return next();
  });
  app.route('/api/v2.6/she/function', functionRoutes(deps.management));
  app.route('/api/v2.6/she/execution', executionRoutes(deps.management));
  app.route('/api/v2.6/she/events', eventRoutes(deps.events));
  app.route('/api/v2.6/she/feed', feedRoutes(deps.feed));
  app.notFound(unknownRoute);
  app.onError((error, context) => {
    deps.log.internalError(undefined, error);
    return internalError(context);
  });
  return app;
}
