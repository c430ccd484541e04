import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import type { LockEntries } from '../../functions-registry/lock-file.ts';
import type { Expected, ExpectedLambda } from './expected.ts';
import type { StackResources } from './readers/stack.ts';
import { resourcesOf, type Template, type Templates } from './templates.ts';

const policySchema = z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() });
const roleSchema = z.object({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z._default(z.array(policySchema), []),
  PermissionsBoundary: z.optional(z.object({ Ref: z.string() })),
});
const boundarySchema = z.object({ PolicyDocument: z.unknown() });
const lambdaSchema = z.object({
  FunctionName: z.string(),
  Runtime: z.string(),
  Handler: z.string(),
  MemorySize: z.number(),
  Timeout: z.number(),
  EphemeralStorage: z.object({ Size: z.number() }),
  Architectures: z.array(z.string()),
  TenancyConfig: z.optional(z.object({ TenantIsolationMode: z.literal('PER_TENANT') })),
});
const versionSchema = z.object({ FunctionName: z.object({ Ref: z.string() }), CodeSha256: z.string() });

/** What must be in the account, by what we deployed there. */
export function expect(templates: Templates, stack: StackResources, lock: LockEntries): Expected {
  const only = (type: string): string => {
    const [id, ...others] = stack.idsOf(type);
    if (id !== undefined && others.length === 0) return id;
    throw new EngineError(`The stack She-Network has not exactly one ${type}: deploy this version of it.`);
  };
  return {
    subnetIds: stack.idsOf('AWS::EC2::Subnet'),
    securityGroupId: only('AWS::EC2::SecurityGroup'),
    aclId: only('AWS::EC2::NetworkAcl'),
    ruleGroupId: only('AWS::Route53Resolver::FirewallRuleGroup'),
    alarmNames: stack.idsOf('AWS::CloudWatch::Alarm'),
    ...expectedRole(templates.network, stack),
    lambdas: templates.functions.flatMap(lambdasOf),
    lockedHashes: Object.values(lock).map(({ sha256 }) => Buffer.from(sha256, 'hex').toString('base64')),
  };
}

type ExpectedRole = Pick<Expected, 'roleArn' | 'trust' | 'inline' | 'boundary'>;

/** The role that Lambda takes; the other one in this stack writes the flow log. */
function expectedRole(network: Template, { account, partition, physical }: StackResources): ExpectedRole {
  const roles = resourcesOf(network, 'AWS::IAM::Role', roleSchema);
  const [id, role] = roles.find(([, one]) => isForLambda(one.AssumeRolePolicyDocument)) ?? [];
  if (!id || !role)
    throw new EngineError('The template of She-Network has no role for Lambda: synthesise it again.');
  const boundaryId = role.PermissionsBoundary?.Ref;
  const documents = new Map(resourcesOf(network, 'AWS::IAM::ManagedPolicy', boundarySchema));
  return {
    roleArn: `arn:${partition}:iam::${account}:role/${physical(id)}`,
    trust: role.AssumeRolePolicyDocument,
    inline: Object.fromEntries(role.Policies.map((one) => [one.PolicyName, one.PolicyDocument])),
    boundary: boundaryId
      ? { arn: physical(boundaryId), document: documents.get(boundaryId)?.PolicyDocument }
      : undefined,
  };
}

const isForLambda = (trust: unknown): boolean => JSON.stringify(trust).includes('"lambda.amazonaws.com"');

function lambdasOf(template: Template): readonly ExpectedLambda[] {
  const versions = resourcesOf(template, 'AWS::Lambda::Version', versionSchema);
  return resourcesOf(template, 'AWS::Lambda::Function', lambdaSchema).map(([id, lambda]) => ({
    name: lambda.FunctionName,
    runtime: lambda.Runtime,
    handler: lambda.Handler,
    memory: lambda.MemorySize,
    timeout: lambda.Timeout,
    ephemeralStorage: lambda.EphemeralStorage.Size,
    architecture: lambda.Architectures.join(),
    tenantIsolated: lambda.TenancyConfig !== undefined,
    codeSha256: versions.find(([, { FunctionName }]) => FunctionName.Ref === id)?.[1].CodeSha256 ?? '',
  }));
}
