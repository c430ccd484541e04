import { isDeepStrictEqual } from 'node:util';
import { ATTACHABLE, attachedTo, type Role } from '../iam/roles.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { ofType } from '../model/model.ts';
import type { Claim } from './claim.ts';

/** The one statement of a role that nobody but the Lambda service can become. */
export const LAMBDA_ALONE = {
  Effect: 'Allow',
  Action: ['sts:AssumeRole'],
  Principal: { Service: 'lambda.amazonaws.com' },
};

export function isLambdasAlone({ trust }: Role): boolean {
  const statements = trust.map(({ source: _source, ...statement }) => statement);
  return isDeepStrictEqual(statements, [LAMBDA_ALONE]);
}

export const trustsLambdaAlone: Claim = {
  name: 'role-trusts-lambda-alone',
  sentence: 'Nobody but the Lambda service can become the role of functions.',
  closes: 'execution role credentials',
  judge(app, told) {
    for (const role of app.functionRoles) {
      if (isLambdasAlone(role)) told.shows(role.resource, 'trusts lambda.amazonaws.com');
      else told.wrong(role.resource, 'AssumeRolePolicyDocument', JSON.stringify([LAMBDA_ALONE]));
    }
  },
};

export const oneSharedRole: Claim = {
  name: 'functions-share-one-role',
  sentence: 'Every function runs as the one role that is judged here.',
  closes: 'execution role credentials',
  judge(app, told) {
    const roles = app.functionRoles.map(({ resource }) => resource);
    const role = told.onlyOne(roles, NETWORK_STACK, 'the role of functions');
    for (const { resource } of app.functions)
      if (role && told.equals(resource, 'Role', role.arn)) told.shows(resource, `runs as ${role.key}`);
  },
};

const ROLE_PROPERTIES = [
  'AssumeRolePolicyDocument',
  'Description',
  'PermissionsBoundary',
  'Policies',
  'Tags',
];

export const ownPoliciesOnly: Claim = {
  name: 'role-has-its-own-policies-only',
  sentence:
    'The role of functions has the policies written in it: none is attached, managed or from another stack.',
  closes: 'execution role credentials',
  judge(app, told) {
    for (const { resource, attached } of app.functionRoles) {
      const isAlone = told.hasOnly(resource, ROLE_PROPERTIES) && attached.length === 0;
      for (const policy of attached)
        told.violates(policy, 'Roles', resource.key, 'not the role of functions');
      if (isAlone) told.shows(resource, 'no policy but its own');
    }
    const known = new Set(app.roles.map(({ resource }) => resource.ref));
    for (const policy of ofType(app, ...ATTACHABLE)) {
      for (const name of attachedTo(policy))
        if (!known.has(name)) told.violates(policy, 'Roles', name, 'a role of these templates');
      for (const others of ['Groups', 'Users']) told.equals(policy, others, undefined);
    }
  },
};
