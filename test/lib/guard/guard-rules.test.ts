import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { guardRules } from '../../../lib/guard/guard-rules.ts';
import { synthesised } from '../../support/synthesised.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Properties = Readonly<Record<string, unknown>>;

const folder = temporaryFolder();
const OURS = ['access', 'functions', 'network', 'storage'].flatMap((name) =>
  [...readFileSync(`lib/guard/${name}.guard`, 'utf8').matchAll(/^rule (\w+)/gm)].map(([, rule = '']) => rule),
);

/** Which of our rules each template breaks, and at which resources. All at once: the rules are compiled for each call. */
function broken(templates: readonly unknown[]): readonly (readonly string[])[] {
  const templatePaths = templates.map((template, index) => {
    const templatePath = join(folder, `${index}.template.json`);
    writeFileSync(templatePath, JSON.stringify(template));
    return templatePath;
  });
  const stackTemplates = templatePaths.map((templatePath) => ({
    ...{ templatePath, stackConstructPath: 'One', accountId: undefined, region: undefined },
  }));
  const { violations } = guardRules().validate({ templatePaths, stackTemplates, appConstruct: new App() });
  const found = violations
    .filter(({ ruleName }) => OURS.includes(ruleName))
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map((at) => ({ ruleName, ...at })));
  return templatePaths.map((path) =>
    found
      .filter(({ templatePath }) => templatePath === path)
      .map(({ ruleName, resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
  );
}

const one = (Type: string, Properties: Properties = {}) => ({ Resources: { Bad: { Type, Properties } } });
const lambda = (changes: Properties = {}) =>
  one('AWS::Lambda::Function', {
    FunctionName: 'she-one',
    Role: 'arn:aws:iam::111122223333:role/functions',
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    TenancyConfig: { TenantIsolationMode: 'PER_TENANT' },
    ...changes,
  });
const allowing = (statement: Properties) =>
  one('AWS::IAM::Policy', {
    PolicyName: 'p',
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:q', ...statement }],
    },
  });
const queuePolicy = (...statements: readonly Properties[]) =>
  one('AWS::SQS::QueuePolicy', { Queues: ['q'], PolicyDocument: { Statement: statements } });
const TLS_ONLY = {
  Effect: 'Deny',
  Action: 'sqs:*',
  Principal: '*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const permission = (changes: Properties) =>
  one('AWS::Lambda::Permission', {
    FunctionName: 'f',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: 'arn:rule',
    ...changes,
  });
const table = (SSESpecification?: Properties) =>
  one('AWS::DynamoDB::Table', { ...(SSESpecification && { SSESpecification }) });

const MUTANTS: ReadonlyArray<readonly [rule: string, what: string, template: unknown]> = [
  ['no_way_out', 'an internet gateway', one('AWS::EC2::InternetGateway')],
  ['no_way_out', 'a NAT gateway', one('AWS::EC2::NatGateway', { SubnetId: 's' })],
  ['no_way_out', 'a VPC endpoint', one('AWS::EC2::VPCEndpoint', { VpcId: 'v' })],
  ['no_way_out', 'a route', one('AWS::EC2::Route', { RouteTableId: 'r' })],
  ['no_opened_filter', 'an entry of a network ACL', one('AWS::EC2::NetworkAclEntry')],
  ['no_opened_filter', 'a rule of a security group', one('AWS::EC2::SecurityGroupEgress')],
  [
    'no_dns',
    'a network with names',
    one('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/24', EnableDnsSupport: true }),
  ],
  ['no_dns', 'a network that does not say', one('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/24' })],
  [
    'no_public_address',
    'a public subnet',
    one('AWS::EC2::Subnet', { VpcId: 'v', MapPublicIpOnLaunch: true }),
  ],
  [
    'no_function_url',
    'a function URL',
    one('AWS::Lambda::Url', { AuthType: 'AWS_IAM', TargetFunctionArn: 'f' }),
  ],
  ['functions_in_a_network', 'a function outside', lambda({ VpcConfig: undefined })],
  [
    'functions_in_a_network',
    'a function without its security group',
    lambda({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [] } }),
  ],
  ['functions_per_tenant', 'a function that people share', lambda({ TenancyConfig: undefined })],
  [
    'functions_per_tenant',
    'a bundle that people share',
    lambda({ FunctionName: 'she-one-bundle', TenancyConfig: undefined }),
  ],
  [
    'functions_without_extras',
    'a variable of a function',
    lambda({ Environment: { Variables: { A: 'b' } } }),
  ],
  ['functions_without_extras', 'a layer', lambda({ Layers: ['arn:layer'] })],
  [
    'functions_without_extras',
    'a shared disk',
    lambda({ FileSystemConfigs: [{ Arn: 'a', LocalMountPath: '/mnt/a' }] }),
  ],
  [
    'no_answers_elsewhere',
    'a destination of answers',
    one('AWS::Lambda::EventInvokeConfig', {
      FunctionName: 'f',
      Qualifier: '1',
      DestinationConfig: { OnSuccess: { Destination: 'arn:q' } },
    }),
  ],
  ['tables_encrypted', 'a table with the key of AWS', table()],
  ['tables_encrypted', 'a table without a key', table({ SSEEnabled: true })],
  ['tables_encrypted', 'a table that switched it off', table({ SSEEnabled: false, KMSMasterKeyId: 'k' })],
  ['messages_encrypted', 'a queue in the clear', one('AWS::SQS::Queue')],
  ['messages_encrypted', 'a topic in the clear', one('AWS::SNS::Topic')],
  ['logs_and_secrets_encrypted', 'a log in the clear', one('AWS::Logs::LogGroup', { RetentionInDays: 90 })],
  ['logs_and_secrets_encrypted', 'a secret with the key of AWS', one('AWS::SecretsManager::Secret')],
  ['keys_rotated', 'a key that stays', one('AWS::KMS::Key', { KeyPolicy: {} })],
  ['logs_forgotten', 'a log for ever', one('AWS::Logs::LogGroup', { KmsKeyId: 'k' })],
  [
    'tls_only',
    'a policy without TLS',
    queuePolicy({ ...TLS_ONLY, Effect: 'Allow', Principal: { Service: 'a' } }),
  ],
  [
    'tls_only',
    'a policy that denies TLS instead',
    queuePolicy({ ...TLS_ONLY, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
  ],
  ['queues_have_policies', 'a queue without a policy', one('AWS::SQS::Queue', { KmsMasterKeyId: 'k' })],
  ['roles_bounded', 'a role without a boundary', one('AWS::IAM::Role', { AssumeRolePolicyDocument: {} })],
  [
    'roles_bounded',
    'a role with a policy of AWS',
    one('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {},
      PermissionsBoundary: 'b',
      ManagedPolicyArns: ['arn:a'],
    }),
  ],
  ['no_lasting_credentials', 'a user', one('AWS::IAM::User')],
  ['named_resources', 'a wildcard resource', allowing({ Resource: '*' })],
  ['named_resources', 'a wildcard among resources', allowing({ Resource: ['arn:q', '*'] })],
  ['named_resources', 'all resources but some', allowing({ Resource: undefined, NotResource: 'arn:q' })],
  ['named_actions', 'every action', allowing({ Action: '*' })],
  ['named_actions', 'every action of a service', allowing({ Action: ['sqs:SendMessage', 's3:*'] })],
  ['named_actions', 'every action but some', allowing({ Action: undefined, NotAction: 'iam:*' })],
  ['no_public_lambda', 'a Lambda for everybody', permission({ Principal: '*' })],
  ['no_public_lambda', 'a Lambda for any customer of a service', permission({ SourceArn: undefined })],
  [
    'nobody_public',
    'a queue for everybody',
    queuePolicy(TLS_ONLY, { ...TLS_ONLY, Effect: 'Allow', Condition: undefined }),
  ],
  [
    'nobody_public',
    'a queue for every account among some',
    queuePolicy(TLS_ONLY, {
      ...TLS_ONLY,
      Effect: 'Allow',
      Principal: { AWS: ['111122223333', '*'] },
      Condition: undefined,
    }),
  ],
  [
    'nobody_public',
    'a queue for every account',
    queuePolicy(TLS_ONLY, { ...TLS_ONLY, Effect: 'Allow', Principal: { AWS: '*' }, Condition: undefined }),
  ],
];

describe('the Guard rules', () => {
  let ofMutants: readonly (readonly string[])[] = [];
  beforeAll(() => {
    ofMutants = broken(MUTANTS.map(([, , template]) => template));
  });

  it('find nothing in the stacks as they are', () => {
    const templates = [...synthesised().values()];

    expect(templates.length).toBeGreaterThanOrEqual(5);
    expect(broken(templates).flat()).toEqual([]);
  });

  it.each(MUTANTS.map(([rule, what], index) => [rule, what, index] as const))(
    '%s refuses %s',
    (rule, _what, index) => {
      expect(ofMutants[index]).toContain(`${rule} Bad`);
    },
  );

  it('each refuse something here', () => {
    const tried = new Set(MUTANTS.map(([rule]) => rule));

    expect(OURS.length).toBeGreaterThan(15);
    expect(OURS.filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('let the configuration call be shared, which no person is near', () => {
    const shared = lambda({ FunctionName: 'she-one-configuration', TenancyConfig: undefined });

    expect(broken([shared])).toEqual([[]]);
  });

  it('fail synthesis, by the flags of cdk.json', () => {
    const program = `
      import { readFileSync } from 'node:fs';
      import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
      import { addSecurityChecks } from './lib/security-checks.ts';
      const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
      const app = new App({ context, outdir: ${JSON.stringify(join(folder, 'app'))} });
      await addSecurityChecks(app);
      new CfnResource(new Stack(app, 'Open'), 'Bad', { type: 'AWS::EC2::InternetGateway' });
      app.synth();`;

    const command = ['--import', 'tsx/esm', '--input-type=module', '--eval', program];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });

    expect(stderr).toMatch(/ERROR .*leads out of a network; functions must reach nobody: remove it/);
    expect(status).not.toBe(0);
  });
});
