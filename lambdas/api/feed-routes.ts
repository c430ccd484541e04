import { type Context, Hono } from 'hono';
import { ExecutionFailure } from '../../core/errors.ts';
import { type FeedDeps, type FeedQuery, feedAt, wholeFeed } from '../../core/manage/feed.ts';
import type { FeedItem } from '../../core/model/feed-item.ts';
import { allow } from './allow.ts';
import { badRequest, pdaRefused, pdaUnavailable } from './replies.ts';
import type { ApiVariables } from './variables.ts';

type RouteContext = Context<ApiVariables>;

const DAY_S = 86_400;
/** Days that are shown unless somebody asks for others. */
const SHOWN = { past: 180, future: 30 };

/** `/feed`: what functions derived, for the owner to look at. */
export function feedRoutes(deps: FeedDeps): Hono<ApiVariables> {
  return new Hono<ApiVariables>()
    .get('/', allow(), (context) => reply(deps, context, (query) => wholeFeed(deps, query)))
    .get('/:path{[0-9a-z/-]+}', allow(), (context) =>
      reply(deps, context, (query) => feedAt(deps, query, context.req.param('path'))),
    );
}

async function reply(
  deps: FeedDeps,
  context: RouteContext,
  items: (query: FeedQuery) => Promise<readonly FeedItem[]>,
): Promise<Response> {
  const now = Math.floor(deps.now().getTime() / 1000);
  const since = readSeconds(context.req.query('since'), now - SHOWN.past * DAY_S);
  const until = readSeconds(context.req.query('until'), now + SHOWN.future * DAY_S);
  if (since === undefined || until === undefined)
    return badRequest(context, 'since and until must be whole numbers', 'They are seconds since 1970.');
  const pda = context.get('pda');
  const token = context.req.header('x-auth-token') ?? '';
  try {
    return context.json(await items({ pda, token, since, until }));
  } catch (error) {
    if (!(error instanceof ExecutionFailure)) throw error;
    return error.code === 'PDA_REFUSED' ? pdaRefused(context, pda) : pdaUnavailable(context, pda);
  }
}

function readSeconds(text: string | undefined, whenAbsent: number): number | undefined {
  if (text === undefined) return whenAbsent;
  return /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
}
