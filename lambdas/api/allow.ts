import type { Context, MiddlewareHandler } from 'hono';
import { may, type Requirement } from '../../core/model/role.ts';
import { accessDenied } from './replies.ts';
import type { ApiVariables } from './variables.ts';

/** Lets pass who meets one of the requirements, as `may` has it; without any, the owner alone. */
export function allow(
  requirements: (context: Context<ApiVariables>) => readonly Requirement[] = () => [],
): MiddlewareHandler<ApiVariables> {
  return async (context, next) =>
    may(context.get('caller'), ...requirements(context)) ? next() : accessDenied(context);
}
