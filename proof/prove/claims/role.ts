import { isDeepStrictEqual } from 'node:util';
import { UNDENIABLE } from '../iam/actions.ts';
import type { Context } from '../iam/conditions.ts';
import { ANY, allowedOf, type Permissions, tally } from '../iam/evaluate.ts';
import { everything } from '../iam/policy.ts';
import { type App, ownPolicies } from '../model/app.ts';
import type { Resource } from '../model/model.ts';
import type { Claim, Told } from './claim.ts';

/** What the Lambda service itself does to attach a function to a network. */
const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

const SOURCE = 'lambda:sourcefunctionarn';
/** Lambda adds the key to what code asks for, with the ARN of the function. */
export const BY_CODE: Context = new Map([[SOURCE, 'present']]);
export const BY_SERVICE: Context = new Map([[SOURCE, 'absent']]);

export const roleDeniesCode: Claim = {
  name: 'role-denies-code-everything',
  sentence: 'By its own policies the role denies code every action there is, explicitly.',
  closes: 'execution role credentials',
  judge(app, told) {
    for (const role of app.functionRoles)
      judgeDenied(app, { resource: role.resource, path: 'Policies', permissions: ownPolicies(role) }, told);
  },
};

export const boundaryDeniesCode: Claim = {
  name: 'boundary-denies-code-everything',
  sentence: 'The boundary of that role alone denies the same, even with AdministratorAccess attached.',
  closes: 'drift',
  judge(app, told) {
    for (const role of app.functionRoles) {
      const permissions = { identity: [everything('AdministratorAccess')], boundary: role.boundary };
      const { boundaryResource: resource } = role;
      if (!resource) told.wrong(role.resource, 'PermissionsBoundary', 'a boundary in these templates');
      else judgeDenied(app, { resource, path: 'PolicyDocument', permissions }, told);
    }
  },
};

interface Judged {
  readonly resource: Resource;
  /** Where its policies stand. */
  readonly path: string;
  readonly permissions: Permissions;
}

/** Not allowed is not enough: the policy of a resource could allow what is not denied. */
function judgeDenied({ actions }: App, { resource, path, permissions }: Judged, told: Told): void {
  const { allowed, ungranted } = tally(actions, permissions, { resource: ANY, context: BY_CODE });
  const open = [...allowed, ...ungranted].filter((action) => action !== UNDENIABLE);
  const says = `${count(actions.length - 1)} actions denied to code; AWS lets nobody be denied ${UNDENIABLE}`;
  if (open.length === 0) told.shows(resource, says);
  else
    told.violates(
      resource,
      path,
      `not denied to code: ${some(open)}`,
      'every action denied, on all resources',
    );
}

export const interfacesOnly: Claim = {
  name: 'role-makes-interfaces-only',
  sentence:
    'The Lambda service may use the role for the six actions on network interfaces, and for nothing else.',
  closes: 'execution role credentials',
  judge(app, told) {
    for (const role of app.functionRoles) {
      const bound = { identity: [everything('AdministratorAccess')], boundary: role.boundary };
      const allowed = allowedActions(app, ownPolicies(role));
      const most = role.boundary ? allowedActions(app, bound) : allowed;
      const isRight = [allowed, most].every((actions) => isDeepStrictEqual(actions, INTERFACE_ACTIONS));
      const found = some([...new Set([...allowed, ...most])]);
      if (!isRight) told.violates(role.resource, 'Policies', found, INTERFACE_ACTIONS.join(', '));
      else told.shows(role.resource, `of ${count(app.actions.length)} actions: ${allowed.join(', ')}`);
    }
  },
};

/** What the service could do with a role, on any resource. */
export function allowedActions(
  { actions }: Pick<App, 'actions'>,
  permissions: Permissions,
  context = BY_SERVICE,
): readonly string[] {
  return allowedOf(actions, permissions, { resource: ANY, context });
}

const SOME = 4;

export const count = (number: number) => number.toLocaleString('en-GB');

function some(actions: readonly string[]): string {
  const more = actions.length > SOME ? ` and ${count(actions.length - SOME)} more` : '';
  return actions.slice(0, SOME).join(', ') + more;
}
