import type { Json } from '../../../core/model/json.ts';
import { at, type Model, ofType, type Resource, texts } from '../model/model.ts';
import type { Permissions } from './evaluate.ts';
import { everything, readPolicy, type Statement } from './policy.ts';

/** A role of the deployment, with everything that gives it permissions. */
export interface Role extends Permissions {
  readonly resource: Resource;
  readonly trust: readonly Statement[];
  /** Policies attached to it that it does not hold itself. */
  readonly attached: readonly Resource[];
  readonly boundaryResource?: Resource | undefined;
}

export const ATTACHABLE = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

export function rolesOf(model: Model): readonly Role[] {
  return ofType(model, 'AWS::IAM::Role').map((resource) => toRole(model, resource));
}

function toRole(model: Model, resource: Resource): Role {
  const attached = ofType(model, ...ATTACHABLE).filter((policy) => attachedTo(policy).includes(resource.ref));
  const identity = [
    ...inline(resource),
    ...attached.flatMap((policy) => readPolicy(at(policy, 'PolicyDocument'), policy.key)),
    ...managed(model, resource),
  ];
  const trust = readPolicy(at(resource, 'AssumeRolePolicyDocument'), resource.key);
  return { resource, trust, attached, identity, ...boundaryOf(model, resource) };
}

/** Names of the roles that a policy says it belongs to. */
export function attachedTo(policy: Resource): readonly string[] {
  const name = at(policy, 'RoleName');
  return [...(texts(at(policy, 'Roles')) ?? []), ...(typeof name === 'string' ? [name] : [])];
}

function inline(role: Resource): readonly Statement[] {
  const policies = at(role, 'Policies') ?? [];
  if (!Array.isArray(policies)) return [everything(`${role.key}.Policies (not understood)`)];
  return policies.flatMap((policy: Json) => {
    const document = (policy as { PolicyDocument?: Json } | null)?.PolicyDocument;
    return readPolicy(document, role.key);
  });
}

/** AWS's own managed policies cannot be read here, and AWS may change them: they count as everything. */
function managed(model: Model, role: Resource): readonly Statement[] {
  const arns = at(role, 'ManagedPolicyArns') ?? [];
  if (!Array.isArray(arns)) return [everything(`${role.key}.ManagedPolicyArns (not understood)`)];
  return arns.flatMap((arn) => {
    const policy = managedPolicy(model, arn);
    return policy ? readPolicy(at(policy, 'PolicyDocument'), policy.key) : [everything(String(arn))];
  });
}

function boundaryOf(model: Model, role: Resource): Pick<Role, 'boundary' | 'boundaryResource'> {
  const arn = at(role, 'PermissionsBoundary');
  if (arn === undefined) return {};
  const policy = managedPolicy(model, arn);
  if (!policy) return { boundary: [everything(String(arn))] };
  return { boundary: readPolicy(at(policy, 'PolicyDocument'), policy.key), boundaryResource: policy };
}

function managedPolicy(model: Model, arn: Json): Resource | undefined {
  return ofType(model, 'AWS::IAM::ManagedPolicy').find(({ ref }) => ref === arn);
}
