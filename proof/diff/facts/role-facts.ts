import { ATTACHABLE, attachedTo, type Role, rolesOf } from '../../prove/iam/roles.ts';
import { at, type Model, ofType, texts } from '../../prove/model/model.ts';
import type { Fact } from './fact.ts';
import { policyFacts, statementFacts } from './grants.ts';
import { inWords } from './kind.ts';

/** What each role may do by all its policies together, wherever these stand, and who may take it on. */
export function roleFacts(model: Model): readonly Fact[] {
  const facts = rolesOf(model).flatMap((role) => [
    ...statementFacts(role.identity, role.resource.key),
    ...statementFacts(role.trust, role.resource.key),
    ...boundaryFacts(role),
    ...managedFacts(role),
  ]);
  return [...facts, ...strayPolicyFacts(model)];
}

function boundaryFacts({ resource }: Role): readonly Fact[] {
  const boundary = at(resource, 'PermissionsBoundary');
  const about = resource.key;
  if (boundary === undefined) return [{ kind: 'opening', group: 'iam', about, says: 'has no boundary' }];
  return [{ kind: 'guard', group: 'iam', about, says: `is bounded by ${inWords(boundary)}` }];
}

/** Policies of somebody who is not in these templates: a role, a user or a group of the account. */
function strayPolicyFacts(model: Model): readonly Fact[] {
  const known = new Set(ofType(model, 'AWS::IAM::Role').map(({ ref }) => ref));
  return ofType(model, ...ATTACHABLE).flatMap((policy) => {
    const others = [at(policy, 'Users'), at(policy, 'Groups')].flatMap((names) => texts(names) ?? []);
    const strangers = [...attachedTo(policy).filter((name) => !known.has(name)), ...others];
    const about = policy.key;
    return strangers.flatMap((name): readonly Fact[] => [
      { kind: 'opening', group: 'iam', about, says: `belongs to ${name}` },
      ...policyFacts(at(policy, 'PolicyDocument'), about),
    ]);
  });
}

/** By name as well: what AWS's own policies allow cannot be read here. */
function managedFacts({ resource }: Role): readonly Fact[] {
  const arns = texts(at(resource, 'ManagedPolicyArns')) ?? [];
  return arns.map((arn) => ({
    kind: 'opening',
    group: 'iam',
    about: resource.key,
    says: `may whatever ${arn} allows`,
  }));
}
