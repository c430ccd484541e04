type Properties = Readonly<Record<string, unknown>>;

export const one = (Type: string, Properties: Properties = {}) => ({
  Resources: { Bad: { Type, Properties } },
});
export const lambda = (changes: Properties = {}) =>
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
const tableWith = (KMSMasterKeyId: unknown) => table({ SSEEnabled: true, KMSMasterKeyId });
const queueWith = (KmsMasterKeyId: unknown) => one('AWS::SQS::Queue', { KmsMasterKeyId });
export const globalTable = (SSEEnabled: boolean, SSESpecification?: Properties) =>
  one('AWS::DynamoDB::GlobalTable', {
    SSESpecification: { SSEEnabled, SSEType: 'KMS' },
    Replicas: [
      { Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: 'k' } },
      { Region: 'eu-west-2', ...(SSESpecification && { SSESpecification }) },
    ],
  });
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const document = (Statement: unknown) => ({ PolicyName: 'p', PolicyDocument: { Statement } });
const roleWith = (Statement: unknown) =>
  one('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {},
    PermissionsBoundary: 'b',
    Policies: [document([]), document(Statement)],
  });
export const managed = (statement: Properties, attached: Properties = {}) =>
  one('AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement] }, ...attached });
export const SEND = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };

/** Templates with one resource that is wrong, with the rule that must refuse it. */
export const MUTANTS: ReadonlyArray<readonly [rule: string, what: string, template: unknown]> = [
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
  ['keys_of_the_customer', 'the key of AWS for tables', tableWith('alias/aws/dynamodb')],
  [
    'keys_of_the_customer',
    'the key of AWS for tables by its ARN',
    tableWith('arn:aws:kms:eu-west-1:111122223333:alias/aws/dynamodb'),
  ],
  ['keys_of_the_customer', 'the key of AWS for queues', queueWith('alias/aws/sqs')],
  [
    'keys_of_the_customer',
    'the key of AWS for topics',
    one('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/aws/sns' }),
  ],
  [
    'keys_of_the_customer',
    'the key of AWS for secrets',
    one('AWS::SecretsManager::Secret', { KmsKeyId: 'alias/aws/secretsmanager' }),
  ],
  [
    'global_tables_encrypted',
    'a global table with the key of AWS',
    one('AWS::DynamoDB::GlobalTable', { Replicas: [] }),
  ],
  [
    'global_tables_encrypted',
    'a global table that switched it off',
    globalTable(false, { KMSMasterKeyId: 'k' }),
  ],
  ['global_tables_encrypted', 'a replica without a key', globalTable(true)],
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
  ['named_resources', 'a wildcard of more stars', allowing({ Resource: '**' })],
  ['named_actions_in_roles', 'every action in a role', roleWith([EVERYTHING])],
  ['named_actions_managed', 'every action in a managed policy', managed(EVERYTHING)],
  ['named_actions', 'every action by two stars', allowing({ Action: 'dynamodb:**' })],
  ['named_actions', 'every action by a question mark', allowing({ Action: ['sqs:?*'] })],
  ['named_actions', 'every action of a service in capitals', allowing({ Action: 'DynamoDB:*' })],
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
