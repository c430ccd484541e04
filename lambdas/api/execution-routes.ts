import { Hono } from 'hono';
import type { ManagementDeps } from '../../core/manage/deps.ts';
import { listExecutions } from '../../core/manage/executions.ts';
import { app } from '../../core/model/role.ts';
import { allow } from './allow.ts';
import { badRequest } from './replies.ts';
import type { ApiVariables } from './variables.ts';

const DEFAULT_TAKE = 50;
const MOST_TAKE = 1000;
const MOST_SKIP = 100_000;

/** `/execution`: what ran, newest first. */
export function executionRoutes(deps: ManagementDeps): Hono<ApiVariables> {
  return new Hono<ApiVariables>().get(
    '/',
    allow(() => [app({ role: 'owner' })]),
    async (context) => {
      const skip = readNumber(context.req.query('skip'), 0, MOST_SKIP);
      const take = readNumber(context.req.query('take'), DEFAULT_TAKE, MOST_TAKE);
      if (skip === undefined || take === undefined) {
        const cause = 'skip and take must be whole numbers';
        return badRequest(context, cause, `skip from 0 to ${MOST_SKIP}, take from 0 to ${MOST_TAKE}`);
      }
      return context.json(await listExecutions(deps, context.get('pda'), { skip, take }));
    },
  );
}

function readNumber(text: string | undefined, whenAbsent: number, most: number): number | undefined {
  if (text === undefined) return whenAbsent;
  const value = Number(text);
  return /^\d+$/.test(text) && value <= most ? value : undefined;
}
