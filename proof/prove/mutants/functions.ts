import type { Mutant } from './mutant.ts';

/** A property that a function must not have. */
const given = (name: string, path: string, value: unknown): Mutant => ({
  name,
  caughtBy: ['functions-given-nothing'],
  change: (app) => app.lambda('process').addPropertyOverride(path, value),
});
const inside = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['functions-inside-the-seal'],
  change,
});
const door = (name: string, type: string, properties: Readonly<Record<string, unknown>>): Mutant => ({
  name,
  caughtBy: ['no-other-door'],
  change: (app) => {
    app.add(app.functions, type, { FunctionName: app.lambda('process').ref, ...properties });
  },
});

const SEAL: readonly Mutant[] = [
  {
    name: 'people in one environment, when processing',
    caughtBy: ['tenants-never-share'],
    change: (app) => app.lambda('process').addPropertyDeletionOverride('TenancyConfig'),
  },
  {
    name: 'people in one environment, when asked for a bundle',
    caughtBy: ['tenants-never-share'],
    change: (app) => app.lambda('bundle').addPropertyDeletionOverride('TenancyConfig'),
  },
  inside('a function in other subnets', (app) =>
    app.lambda('process').addPropertyOverride('VpcConfig.SubnetIds', ['subnet-0abc', 'subnet-0def']),
  ),
  inside('a function in one more subnet', (app) =>
    app.lambda('bundle').addPropertyOverride('VpcConfig.SubnetIds.2', 'subnet-0abc'),
  ),
  inside('a function with IPv6', (app) =>
    app.lambda('process').addPropertyOverride('VpcConfig.Ipv6AllowedForDualStack', true),
  ),
  {
    name: 'a function in no network of ours',
    caughtBy: ['functions-inside-the-seal', 'nothing-reachable'],
    change: (app) => app.lambda('configuration').addPropertyDeletionOverride('VpcConfig'),
  },
  {
    name: 'a function without the tag that policies know it by',
    caughtBy: ['seal-tagged'],
    change: (app) => app.lambda('process').addPropertyDeletionOverride('Tags'),
  },
];

const GIVEN: readonly Mutant[] = [
  given('an environment variable', 'Environment.Variables.REGION', 'eu-west-1'),
  given('a layer', 'Layers', ['arn:aws:lambda:eu-west-1:111122223333:layer:extension:1']),
  given('a file system', 'FileSystemConfigs', [
    { Arn: 'arn:aws:elasticfilesystem:x', LocalMountPath: '/mnt/x' },
  ]),
  given('a dead-letter queue', 'DeadLetterConfig.TargetArn', 'arn:aws:sqs:eu-west-1:111122223333:letters'),
  given('traces', 'TracingConfig.Mode', 'Active'),
  given('a log of its own', 'LoggingConfig.LogGroup', 'functions'),
  given('a snapshot of a started environment', 'SnapStart.ApplyOn', 'PublishedVersions'),
  given('reserved concurrency', 'ReservedConcurrentExecutions', 1),
  given('a key of its own', 'KmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:key/0abc'),
  {
    name: 'a container image',
    caughtBy: ['functions-given-nothing', 'only-locked-code'],
    change: (app) => {
      app.lambda('process').addPropertyOverride('PackageType', 'Image');
      app.lambda('process').addPropertyOverride('Code', { ImageUri: 'registry.example.org/image:latest' });
    },
  },
];

const DOORS: readonly Mutant[] = [
  door('a function URL', 'AWS::Lambda::Url', { AuthType: 'NONE' }),
  door('a permission for another account', 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    Principal: '999988887777',
  }),
  door('an event source', 'AWS::Lambda::EventSourceMapping', { EventSourceArn: 'arn:aws:sqs:x' }),
  door('a destination', 'AWS::Lambda::EventInvokeConfig', {
    Qualifier: '$LATEST',
    DestinationConfig: { OnSuccess: { Destination: 'arn:aws:sqs:x' } },
  }),
  door('an alias', 'AWS::Lambda::Alias', { Name: 'live', FunctionVersion: '1' }),
  {
    name: 'a permission from another stack, by name',
    caughtBy: ['engine-given-nothing-foreign', 'no-other-door'],
    change: (app) => {
      const permission = { Action: 'lambda:InvokeFunction', Principal: '*', FunctionName: 'she-sample' };
      app.add(app.stack('She-Api'), 'AWS::Lambda::Permission', permission);
    },
  },
  {
    name: 'a rule that calls a function every minute',
    caughtBy: ['engine-given-nothing-foreign', 'no-other-door'],
    change: (app) => {
      const target = { Id: 'sample', Arn: app.lambda('process').getAtt('Arn') };
      const rule = { ScheduleExpression: 'rate(1 minute)', Targets: [target] };
      // The functions know the orchestrator, and stacks may not know each other.
      app.add(app.stack('She-Api'), 'AWS::Events::Rule', rule);
    },
  },
  {
    name: 'a log group for what a function prints',
    caughtBy: ['no-function-log'],
    change: (app) => {
      app.add(app.network, 'AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/she-sample' });
    },
  },
  {
    name: 'a log group beside a function',
    caughtBy: ['no-function-log'],
    change: (app) => {
      app.add(app.functions, 'AWS::Logs::LogGroup');
    },
  },
];

const VERSION = 'AWS::Lambda::Version';
const code = (name: string, change: Mutant['change'], ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: ['only-locked-code', ...others],
  change,
});
const REGISTERED = 'registered-by-the-registrar-alone';

const CODE: readonly Mutant[] = [
  code('code that is not locked', (app) =>
    app.lambda('process').addPropertyOverride('Code.S3Key', `${'f'.repeat(64)}.zip`),
  ),
  code("code in somebody else's bucket", (app) =>
    app.lambda('process').addPropertyOverride('Code.S3Bucket', 'cdk-hnb659fds-assets-999988887777-eu-west-1'),
  ),
  code('code written into the template', (app) =>
    app.lambda('process').addPropertyOverride('Code', { ZipFile: 'exports.process = () => {}' }),
  ),
  code('a version of any code', (app) =>
    app.only(VERSION, 'sample/process-').addPropertyDeletionOverride('CodeSha256'),
  ),
  code('a version of another code', (app) =>
    app.set(VERSION, 'CodeSha256', Buffer.alloc(32).toString('base64'), 'sample/process-'),
  ),
  code('no version', (app) => app.remove(VERSION, 'sample/bundle-'), 'templates-understood', REGISTERED),
  code(
    'a version of another Lambda',
    (app) => app.set(VERSION, 'FunctionName', app.lambda('bundle').ref, 'sample/process-'),
    REGISTERED,
  ),
  code('environments that are started before anybody asks', (app) =>
    app.set(VERSION, 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions', 1, 'sample/process-'),
  ),
  code(
    'a function that nobody approved',
    (app) => app.lambda('process').addPropertyOverride('FunctionName', 'she-unapproved'),
    REGISTERED,
  ),
  {
    name: 'a runtime that changes by itself',
    caughtBy: ['runtime-changes-with-the-function'],
    change: (app) =>
      app.lambda('process').addPropertyOverride('RuntimeManagementConfig.UpdateRuntimeOn', 'Auto'),
  },
  {
    name: 'a version whose runtime changes by itself',
    caughtBy: ['runtime-changes-with-the-function'],
    change: (app) => app.only(VERSION, 'sample/process-').addPropertyDeletionOverride('RuntimePolicy'),
  },
];

export const FUNCTION_MUTANTS: readonly Mutant[] = [...SEAL, ...GIVEN, ...DOORS, ...CODE];
