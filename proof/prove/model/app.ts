import type { Permissions } from '../iam/evaluate.ts';
import { type Role, rolesOf } from '../iam/roles.ts';
import { type FunctionLambda, functionLambdas, NETWORK_STACK } from './functions.ts';
import { at, type Model, ofType, type Resource } from './model.ts';

/** A deployment with what the claims are about picked out. */
export interface App extends Model {
  readonly functions: readonly FunctionLambda[];
  /** The engine's own Lambdas: every one that is no function's. */
  readonly engineLambdas: readonly Resource[];
  readonly roles: readonly Role[];
  /** Roles that functions run as; one, if all is well. */
  readonly functionRoles: readonly Role[];
  /** Hex SHA-256 of each function's package by function id, as lock.json has it. */
  readonly locked: ReadonlyMap<string, string>;
  /** Every action that IAM knows. */
  readonly actions: readonly string[];
}

/** What a deployment is held against. */
export type Reference = Pick<App, 'locked' | 'actions'>;

export function appOf(model: Model, { locked, actions }: Reference): App {
  const functions = functionLambdas(model, [...locked.keys()]);
  const roles = rolesOf(model);
  const used = new Set(functions.map(({ resource }) => at(resource, 'Role')));
  return {
    ...model,
    functions,
    engineLambdas: ofType(model, 'AWS::Lambda::Function').filter(
      (lambda) => !functions.some(({ resource }) => resource === lambda),
    ),
    roles,
    functionRoles: roles.filter(({ resource }) => used.has(resource.arn)),
    locked,
    actions,
  };
}

/** A role without its boundary: what its own policies are worth alone. */
export const ownPolicies = ({ identity }: Permissions): Permissions => ({ identity });

/** The resources of a type that seal the functions. */
export function inNetwork(app: Pick<App, 'resources'>, type: string): readonly Resource[] {
  return ofType(app, type).filter(({ stack }) => stack === NETWORK_STACK);
}
