import type { Mutant } from './mutant.ts';

const foreign = (name: string, change: Mutant['change'], ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: ['engine-given-nothing-foreign', ...others],
  change,
});

const LAMBDA = 'AWS::Lambda::Function';
const TABLE = 'AWS::DynamoDB::Table';
const QUEUE = 'AWS::SQS::Queue';
const RULE = 'AWS::Events::Rule';
const DATA_SAVED = 'PdaEvents/DataSaved';
const EXECUTOR = 'Execute/Executor';
const LETTERS = 'DataEvents/DeadLetters';
const ELSEWHERE = 'eu-west-1:999988887777';

const GIVEN: readonly Mutant[] = [
  foreign("somebody's layer in the executor", (app) =>
    app.set(LAMBDA, 'Layers', [`arn:aws:lambda:${ELSEWHERE}:layer:extension:1`], EXECUTOR),
  ),
  foreign('an executor that asks somebody else in place of AWS', (app) =>
    app.set(LAMBDA, 'Environment.Variables.AWS_ENDPOINT_URL', 'http://example.org', EXECUTOR),
  ),
  foreign('an executor that sends its runs elsewhere', (app) =>
    app.set(
      LAMBDA,
      'Environment.Variables.EXECUTIONS_QUEUE_URL',
      'https://sqs.eu-west-1.amazonaws.com/999988887777/runs',
      EXECUTOR,
    ),
  ),
  foreign('an executor that is traced', (app) => app.set(LAMBDA, 'TracingConfig.Mode', 'Active', EXECUTOR)),
  foreign('an executor with the code of somebody else', (app) =>
    app.set(LAMBDA, 'Code.S3Bucket', 'bucket-of-somebody', EXECUTOR),
  ),
  foreign('a dispatcher whose log is kept elsewhere', (app) =>
    app.set(LAMBDA, 'LoggingConfig.LogGroup', 'elsewhere', 'Dispatcher'),
  ),
];

const STORES: readonly Mutant[] = [
  foreign('a table that streams', (app) =>
    app.set(TABLE, 'KinesisStreamSpecification.StreamArn', `arn:aws:kinesis:${ELSEWHERE}:stream/x`, 'Pdas'),
  ),
  foreign('a table for everybody', (app) =>
    app.set(
      TABLE,
      'ResourcePolicy.PolicyDocument',
      { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:*', Resource: '*' }] },
      'Pdas',
    ),
  ),
  foreign("a table with somebody's key", (app) =>
    app.set(TABLE, 'SSESpecification.KMSMasterKeyId', `arn:aws:kms:${ELSEWHERE}:key/x`, 'Pdas'),
  ),
  foreign('a queue for everybody', (app) =>
    app.set(
      'AWS::SQS::QueuePolicy',
      'PolicyDocument.Statement.2',
      { Effect: 'Allow', Principal: '*', Action: 'sqs:ReceiveMessage', Resource: '*' },
      LETTERS,
    ),
  ),
  foreign('a queue for another account', (app) =>
    app.set(
      'AWS::SQS::QueuePolicy',
      'PolicyDocument.Statement.2',
      {
        ...{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' },
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      },
      LETTERS,
    ),
  ),
  foreign('a queue whose dead letters go elsewhere', (app) =>
    app.set(QUEUE, 'RedrivePolicy.deadLetterTargetArn', `arn:aws:sqs:${ELSEWHERE}:x`, 'DataEvents/Queue'),
  ),
  foreign('a key that another account may use', (app) =>
    app.set(
      'AWS::KMS::Key',
      'KeyPolicy.Statement.4',
      {
        ...{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      },
      'CustomerKey',
    ),
  ),
  foreign('a key that a service may use for anybody', (app) =>
    app.set(
      'AWS::KMS::Key',
      'KeyPolicy.Statement.4',
      {
        ...{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
        Principal: { Service: 'sns.amazonaws.com' },
      },
      'CustomerKey',
    ),
  ),
];

const DOORS: readonly Mutant[] = [
  foreign('a reconcile whose lost calls are kept elsewhere', (app) =>
    app.set(LAMBDA, 'DeadLetterConfig.TargetArn', `arn:aws:sqs:${ELSEWHERE}:x`, 'Reconcile'),
  ),
  foreign('a rule whose lost calls are kept elsewhere', (app) =>
    app.set(RULE, 'Targets.0.DeadLetterConfig.Arn', `arn:aws:sqs:${ELSEWHERE}:x`, 'Reconcile'),
  ),
  foreign('a rule whose lost data events are kept elsewhere', (app) =>
    app.set(RULE, 'Targets.0.DeadLetterConfig.Arn', `arn:aws:sqs:${ELSEWHERE}:x`, DATA_SAVED),
  ),
  foreign('metrics in a namespace of somebody else', (app) =>
    app.set(LAMBDA, 'Environment.Variables.METRICS_NAMESPACE', 'AWS/Lambda', EXECUTOR),
  ),
  foreign('a dashboard that calls a Lambda', (app) =>
    app.set('AWS::CloudWatch::Dashboard', 'DashboardBody', '{"widgets":[{"type":"custom"}]}'),
  ),
  foreign('a dashboard of another account', (app) =>
    app.set(
      'AWS::CloudWatch::Dashboard',
      'DashboardBody',
      '{"widgets":[{"type":"metric","properties":{"accountId":"999988887777"}}]}',
    ),
  ),
  foreign('a ranking by a log that is not of the engine', (app) =>
    app.set(
      'AWS::CloudWatch::InsightRule',
      'RuleBody',
      '{"LogGroupNames":["/aws/lambda/*"]}',
      'failing-functions',
    ),
  ),
  foreign('a rule that tells a bus elsewhere', (app) =>
    app.set(
      RULE,
      'Targets.1',
      { Arn: `arn:aws:events:${ELSEWHERE}:event-bus/x`, Id: 'Elsewhere' },
      'Reconcile',
    ),
  ),
  foreign('a rule of a bus elsewhere', (app) =>
    app.set(RULE, 'EventBusName', `arn:aws:events:${ELSEWHERE}:event-bus/x`, 'Reconcile'),
  ),
  foreign('a bus whose events another account may put', (app) =>
    app.set('AWS::Events::EventBus', 'Policy', { Statement: [] }, 'Outcomes'),
  ),
  foreign('a dispatcher that another account may call', (app) =>
    app.set('AWS::Lambda::Permission', 'Principal', '999988887777', 'Reconcile'),
  ),
  foreign('a reconcile that any rule may call', (app) =>
    app.only('AWS::Lambda::Permission', 'Reconcile').addPropertyDeletionOverride('SourceArn'),
  ),
  foreign('a dispatcher whose role another account may assume', (app) =>
    app.set(
      'AWS::IAM::Role',
      'AssumeRolePolicyDocument.Statement.0.Principal',
      { AWS: 'arn:aws:iam::999988887777:root' },
      'Dispatcher',
    ),
  ),
  foreign('an executor that takes its work from elsewhere', (app) =>
    app.set('AWS::Lambda::EventSourceMapping', 'EventSourceArn', `arn:aws:sqs:${ELSEWHERE}:x`, EXECUTOR),
  ),
  foreign('an executor that tells somebody how each batch ended', (app) =>
    app.set(
      'AWS::Lambda::EventSourceMapping',
      'DestinationConfig.OnFailure.Destination',
      `arn:aws:sqs:${ELSEWHERE}:x`,
      EXECUTOR,
    ),
  ),
  foreign('an API log that goes elsewhere', (app) =>
    app.set(
      'AWS::ApiGatewayV2::Stage',
      'AccessLogSettings.DestinationArn',
      `arn:aws:firehose:${ELSEWHERE}:deliverystream/x`,
    ),
  ),
  foreign('an API that another Lambda answers', (app) =>
    app.set('AWS::ApiGatewayV2::Integration', 'IntegrationUri', `arn:aws:lambda:${ELSEWHERE}:function:x`),
  ),
  foreign('an alarm of the engine that tells others', (app) =>
    app.set('AWS::CloudWatch::Alarm', 'AlarmActions.1', `arn:aws:sns:${ELSEWHERE}:x`, 'executor-errors'),
  ),
];

const PUTS_ANYTHING = {
  Sid: 'Mutant',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::999988887777:root' },
  Action: 'events:PutEvents',
};

/** The way in for data events, opened to more. */
const EVENTS: readonly Mutant[] = [
  foreign('a rule that takes data events of every service and account', (app) =>
    app.set(RULE, 'EventBusName', 'default', DATA_SAVED),
  ),
  foreign('a rule that takes whatever is on its bus', (app) =>
    app.set(RULE, 'EventPattern', { source: [{ prefix: '' }] }, DATA_SAVED),
  ),
  foreign('a rule that tells the queue who sent an event', (app) =>
    app.only(RULE, DATA_SAVED).addPropertyDeletionOverride('Targets.0.InputPath'),
  ),
  foreign('a rule that puts data events into another queue', (app) =>
    app.set(RULE, 'Targets.0.Arn', `arn:aws:sqs:${ELSEWHERE}:x`, DATA_SAVED),
  ),
  foreign('a queue that rules of every account may fill', (app) =>
    app
      .only('AWS::SQS::QueuePolicy', 'DataEvents/Queue')
      .addPropertyDeletionOverride('PolicyDocument.Statement.1.Condition.StringEquals'),
  ),
  foreign('a bus on which an account may put anything', (app) => {
    const bus = app.only('AWS::Events::EventBus', 'PdaEvents');
    app.add(app.stack('She-Orchestrator'), 'AWS::Events::EventBusPolicy', {
      ...{ EventBusName: bus.ref, StatementId: 'Mutant' },
      Statement: { ...PUTS_ANYTHING, Resource: bus.getAtt('Arn') },
    });
  }),
];

/** Somebody else's, given to the engine or let in by it. */
export const FOREIGN_MUTANTS: readonly Mutant[] = [...GIVEN, ...STORES, ...DOORS, ...EVENTS];
