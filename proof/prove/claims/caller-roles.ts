import type { Context } from '../iam/conditions.ts';
import { allowedOf } from '../iam/evaluate.ts';
import type { Role } from '../iam/roles.ts';
import type { App } from '../model/app.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Told } from './claim.ts';
import { isLambdasAlone, LAMBDA_ALONE } from './shared-role.ts';

/** A Lambda of the engine that may call functions. */
export interface Caller {
  readonly stack: string;
  readonly id: RegExp;
  /** `executor` */
  readonly name: string;
}
export const EXECUTOR: Caller = { stack: 'She-Orchestrator', id: /Executor/, name: 'executor' };
export const REGISTRAR: Caller = { stack: 'She-Orchestrator', id: /RegistrarLambda/, name: 'registrar' };

export const isCaller = ({ stack, id }: Resource, caller: Caller) =>
  stack === caller.stack && caller.id.test(id);

/** The role that a caller runs as. */
export function roleOf({ engineLambdas, roles }: App, caller: Caller): Role | undefined {
  const arns = engineLambdas.filter((one) => isCaller(one, caller)).map((lambda) => at(lambda, 'Role'));
  return roles.find(({ resource }) => arns.length === 1 && resource.arn === arns[0]);
}

/** @returns the role of a caller, which must be there and its own, after a violation for whatever is not so */
export function ownRoleOf(app: App, caller: Caller, told: Told): Role | undefined {
  const role = roleOf(app, caller);
  if (!role) told.misses(caller.stack, `one ${caller.name}, with a role of its own`);
  for (const lambda of ofType(app, 'AWS::Lambda::Function'))
    if (!isCaller(lambda, caller) && at(lambda, 'Role') === role?.resource.arn)
      told.wrong(lambda, 'Role', `a role that is not the ${caller.name}'s`);
  if (role && !isLambdasAlone(role))
    told.wrong(role.resource, 'AssumeRolePolicyDocument', JSON.stringify([LAMBDA_ALONE]));
  return role;
}

const INVOKING = ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'];
/** By name, newest code, any version, any alias: how a Lambda can be called. */
export const QUALIFIERS = ['', ':$LATEST', ':7', ':live'];
/** Nothing is known of the circumstances in which the engine asks. */
export const NO_CONTEXT: Context = new Map();

/** The first call of one of these Lambdas that a role is allowed, as a text. */
export function mayCall(
  lambdas: readonly Resource[],
  role: Role,
  qualifiers: readonly string[],
): string | undefined {
  for (const lambda of lambdas)
    for (const arn of qualifiers.map((qualifier) => lambda.arn + qualifier)) {
      const [action] = allowedOf(INVOKING, role, { resource: arn, context: NO_CONTEXT });
      if (action) return `${action} on ${arn}`;
    }
  return undefined;
}
