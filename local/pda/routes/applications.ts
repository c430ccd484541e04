import { Hono } from 'hono';
import * as z from 'zod/mini';
import { app, grantedRoleSchema } from '../../../core/model/role.ts';
import { ENGINE } from '../auth/claims.ts';
import { issueApplicationToken, issueEngineToken } from '../auth/tokens.ts';
import {
  type Application,
  disableApplication,
  findApplication,
  listApplications,
  putApplication,
} from '../store/applications.ts';
import { assertMay, type RouteContext, type RouteEnv, signedIn } from './access.ts';
import { atMost, bodyAs, describe } from './json-body.ts';
import type { RouteParts } from './parts.ts';
import { badRequest, Problem } from './problem.ts';

const MAX_BYTES = 1024 * 1024;

const idSchema = z
  .string()
  .check(z.regex(/^[0-9a-zA-Z-]{1,100}$/, 'must be 1 to 100 letters, digits and hyphens'));

const grantSchema = z.object({
  version: z.string().check(z.regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/, 'must be three numbers, such as 1.0.0')),
  enabled: z._default(z.optional(z.boolean()), true),
  permissions: z.object({ rolesGranted: z.array(grantedRoleSchema).check(z.maxLength(1000)) }),
});

/** What the owner lets applications do in their name. */
export function applicationRoutes(parts: RouteParts): Hono<RouteEnv> {
  const { database, host } = parts;
  const routes = new Hono<RouteEnv>();
  const place = '/api/v2.6/applications';
  const guards = [host, signedIn(parts)] as const;

  routes.get(place, ...guards, async (context) => {
    assertMay(context, app({ role: 'applicationlist' }));
    const applications = await listApplications(database, context.get('person').name);
    return context.json(applications.map(asShown));
  });

  routes.get(`${place}/:id`, ...guards, async (context) => {
    const id = idOf(context);
    assertMay(
      context,
      { role: 'engine' },
      { role: 'owner' },
      app({ role: 'applicationlist' }),
      app({ role: 'applicationstatusread', detail: id }),
    );
    return context.json(asShown(await found(parts, context, id)));
  });

  routes.put(`${place}/:id`, ...guards, atMost(MAX_BYTES), async (context) => {
    assertMay(context);
    const id = idOf(context);
    if (id === ENGINE) throw badRequest(`"${ENGINE}" is the engine itself; choose another id`);
    const { permissions, ...grant } = await bodyAs(context, grantSchema);
    const application = { id, ...grant, ...permissions };
    await putApplication(database, context.get('person').name, application);
    return context.json(asShown(application));
  });

  routes.post(`${place}/:id/disable`, ...guards, async (context) => {
    assertMay(context);
    const id = idOf(context);
    const application = await disableApplication(database, context.get('person').name, id);
    if (!application) throw notFound(id);
    return context.json(asShown(application));
  });

  routes.get(`${place}/:id/access-token`, ...guards, (context) => accessToken(parts, context));
  return routes;
}

/** The engine's is for the owner alone: by it they let an engine elsewhere work on this PDA. */
async function accessToken(parts: RouteParts, context: RouteContext): Promise<Response> {
  const id = idOf(context);
  const isEngine = id === ENGINE;
  assertMay(context, ...(isEngine ? [] : [app({ role: 'retrieveapplicationtoken', detail: id })]));
  const person = context.get('person');
  const issue = { now: parts.now(), id: parts.newId() };
  const accessToken = isEngine
    ? await issueEngineToken(person, issue)
    : await issueApplicationToken(person, issue, await enabled(parts, context, id));
  return context.json({ accessToken, userId: person.ownerId });
}

async function enabled(parts: RouteParts, context: RouteContext, id: string): Promise<Application> {
  const application = await found(parts, context, id);
  if (application.enabled) return application;
  throw new Problem(400, {
    message: 'Application Not Enabled',
    cause: `Application ${id} not enabled`,
    details: ['Its owner enables it by PUT, with what it is granted.'],
  });
}

async function found({ database }: RouteParts, context: RouteContext, id: string): Promise<Application> {
  const application = await findApplication(database, context.get('person').name, id);
  if (!application) throw notFound(id);
  return application;
}

function idOf(context: RouteContext): string {
  const id = idSchema.safeParse(context.req.param('id'));
  if (!id.success) throw badRequest(describe(id.error).replace('body', 'id of the application'));
  return id.data;
}

function notFound(id: string): Problem {
  const details = ['The owner lets an application in by PUT, with what it is granted.'];
  return new Problem(404, {
    message: 'Application Not Found',
    cause: `Application ${id} not found`,
    details,
  });
}

/** In the form of the reference, with as much of it as there is. */
function asShown({ id, version, enabled, rolesGranted }: Application) {
  const application = { id, info: { version }, permissions: { rolesGranted } };
  return { application, setup: true, enabled, active: enabled };
}
