import { coversAction } from '../iam/evaluate.ts';
import type { Statement } from '../iam/policy.ts';
import type { Role } from '../iam/roles.ts';
import type { App } from '../model/app.ts';
import { at } from '../model/model.ts';
import { opaque } from '../model/opaque.ts';

const STACK = 'She-Canary';
const BEAT = /^Beat/;
const API = 'AWS::ApiGatewayV2::Api';

/**
 * Whether a role is the canary's, and all that lets it store an item elsewhere than in the canary's own table is about one
 * item: the registration of its own PDA, whose name is the host of its API. Looked at is what the statement says; whose
 * item a request is about, the evaluation of a policy does not know.
 */
export function registersItsOwn({ engineLambdas, resources }: App, role: Role): boolean {
  const isCanarys = engineLambdas.some(
    (one) => one.stack === STACK && BEAT.test(one.id) && at(one, 'Role') === role.resource.arn,
  );
  const apis = resources.filter(({ stack, type }) => stack === STACK && type === API);
  const storing = role.identity.filter(
    (one) => one.Effect === 'Allow' && coversAction(one, 'dynamodb:PutItem') && !isOfOwnTables(one),
  );
  const [api] = apis;
  const [statement] = storing;
  if (!isCanarys || !api || !statement || apis.length > 1 || storing.length > 1) return false;
  return isAboutOneItem(statement, (name) => isHostOf(api.ref, name));
}

const isOfOwnTables = ({ Resource }: Statement): boolean =>
  Resource?.every((arn) => arn.startsWith(opaque(`${STACK}/`).slice(0, -1))) ?? false;

/** No condition besides could change what this one says. */
function isAboutOneItem({ Condition = {} }: Statement, isItsName: (name: string) => boolean): boolean {
  const { 'ForAllValues:StringEquals': keys, ...otherOperators } = Condition;
  const { 'dynamodb:LeadingKeys': names = [], ...otherKeys } = keys ?? {};
  const others = Object.keys(otherOperators).length + Object.keys(otherKeys).length;
  return others === 0 && names.length === 1 && names.every(isItsName);
}

function isHostOf(apiId: string, name: string): boolean {
  const [id, service, _region, ...domain] = name.split('.');
  return id === apiId && service === 'execute-api' && domain.join('.') === 'amazonaws.com';
}
