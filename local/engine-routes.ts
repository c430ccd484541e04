import { Hono } from 'hono';
import { tokenClaims } from '../core/model/token-claims.ts';
import type { ApiDeps } from '../lambdas/api/routes.ts';
import { managementRoutes } from '../lambdas/api/routes.ts';
import { homePage } from './http/home-page.ts';
import { CAPABILITIES_PATH } from './pda/routes/capabilities.ts';
import type { EmbeddedPda } from './pda/start-pda.ts';

/** Names under which this machine is reached without addressing anyone's PDA. */
const NOBODYS = ['localhost', '127.0.0.1', '[::1]'];

/** The PDA that a `Host` header addresses, if any. */
export function addressedPda(host: string | undefined): string | undefined {
  const name = host?.replace(/:\d+$/, '').toLowerCase();
  return name === undefined || NOBODYS.includes(name) ? undefined : name;
}

/** Everything that listens on the engine's port: management API, PDAs, and a page for people. */
export function engineRoutes(api: ApiDeps, pda: EmbeddedPda): Hono {
  const management = managementRoutes({ ...api, addressedPda });
  return new Hono()
    .all(`${CAPABILITIES_PATH}/*`, (context) => pda.routes.fetch(context.req.raw, context.env))
    .all('/api/v2.6/she/*', async ({ req }) => {
      const token = req.header('x-auth-token');
      return withFreshToken(await management.fetch(req.raw), pda, token);
    })
    .get('/', async (context, next) => {
      if (addressedPda(context.req.header('host'))) return next();
      return homePage(context, await pda.people());
    })
    .all('*', (context) => pda.routes.fetch(context.req.raw, context.env));
}

/** As every reply of a PDA to a valid token: whoever uses it goes on being logged in. */
async function withFreshToken(
  reply: Response,
  pda: EmbeddedPda,
  token: string | undefined,
): Promise<Response> {
  if (token === undefined || reply.status === 401) return reply;
  const iss = tokenClaims(token)?.iss;
  const fresh = iss === undefined ? undefined : await pda.refreshedToken(iss, token);
  if (fresh !== undefined) reply.headers.set('X-Auth-Token', fresh);
  return reply;
}
