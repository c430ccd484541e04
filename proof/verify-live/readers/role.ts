import * as iam from '@aws-sdk/client-iam';
import type { LiveRole } from '../live-facts.ts';

/** Everything that decides what a role may do. */
export async function readRole(client: iam.IAMClient, RoleName: string): Promise<LiveRole> {
  const { Role } = await client.send(new iam.GetRoleCommand({ RoleName }));
  const boundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    arn: Role?.Arn ?? '',
    trust: document(Role?.AssumeRolePolicyDocument),
    inline: await inlinePolicies(client, RoleName),
    attached: await attachedPolicies(client, RoleName),
    boundary,
    boundaryDocument: boundary === undefined ? undefined : await policyDocument(client, boundary),
  };
}

async function inlinePolicies(client: iam.IAMClient, RoleName: string): Promise<Record<string, unknown>> {
  const policies: Record<string, unknown> = {};
  for await (const { PolicyNames = [] } of iam.paginateListRolePolicies({ client }, { RoleName }))
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName }));
      policies[PolicyName] = document(PolicyDocument);
    }
  return policies;
}

async function attachedPolicies(client: iam.IAMClient, RoleName: string): Promise<readonly string[]> {
  const arns: string[] = [];
  for await (const { AttachedPolicies = [] } of iam.paginateListAttachedRolePolicies(
    { client },
    { RoleName },
  ))
    arns.push(...AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []));
  return arns;
}

async function policyDocument(client: iam.IAMClient, PolicyArn: string): Promise<unknown> {
  const { Policy } = await client.send(new iam.GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId ?? 'v1';
  const { PolicyVersion } = await client.send(new iam.GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return document(PolicyVersion?.Document);
}

/** IAM hands documents out as a part of an address. */
function document(encoded: string | undefined): unknown {
  return encoded === undefined ? undefined : JSON.parse(decodeURIComponent(encoded));
}
