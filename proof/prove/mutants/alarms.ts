import type { Mutant } from './mutant.ts';

const rejects = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['rejected-traffic-alarms'],
  change,
});
const names = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['blocked-dns-alarms'],
  change,
});
const both = (name: string, change: Mutant['change'], ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: ['rejected-traffic-alarms', 'blocked-dns-alarms', ...others],
  change,
});
const ALARM = 'AWS::CloudWatch::Alarm';
const FLOW_LOG = 'AWS::EC2::FlowLog';
const FILTER = 'AWS::Logs::MetricFilter';
const GROUP = 'AWS::Logs::LogGroup';
const WRITER = 'RejectedTraffic/Role';

/** Each leaves a flow log, a filter and an alarm, and nobody is told all the same. */
const DEAD: readonly Mutant[] = [
  rejects('a flow log that nobody may write', (app) =>
    app.only(FLOW_LOG).addPropertyDeletionOverride('DeliverLogsPermissionArn'),
  ),
  rejects('a flow log written by a role from elsewhere', (app) =>
    app.set(FLOW_LOG, 'DeliverLogsPermissionArn', 'arn:aws:iam::111122223333:role/writer'),
  ),
  rejects('a flow log whose writer is denied', (app) =>
    app.set('AWS::IAM::Policy', 'PolicyDocument.Statement.0.Effect', 'Deny', WRITER),
  ),
  rejects('a flow log whose writer may begin and not write', (app) =>
    app.set('AWS::IAM::Policy', 'PolicyDocument.Statement.0.Action', ['logs:CreateLogStream'], WRITER),
  ),
  rejects('a flow log whose writer may write another log', (app) =>
    app.set(
      'AWS::IAM::Policy',
      'PolicyDocument.Statement.0.Resource',
      'arn:aws:logs:eu-west-1:111122223333:log-group:other:*',
      WRITER,
    ),
  ),
  rejects('a flow log whose writer may write when something is so', (app) =>
    app.set(
      'AWS::IAM::Policy',
      'PolicyDocument.Statement.0.Condition',
      { StringEquals: { 'aws:PrincipalTag/writes': 'yes' } },
      WRITER,
    ),
  ),
  rejects('a flow log whose writer nobody can become', (app) =>
    app.set(
      'AWS::IAM::Role',
      'AssumeRolePolicyDocument.Statement.0.Principal.Service',
      'lambda.amazonaws.com',
      WRITER,
    ),
  ),
  rejects('a flow log in a format without the word', (app) =>
    app.set(FLOW_LOG, 'LogFormat', 'none of its fields'),
  ),
  rejects('a filter whose metric has dimensions, which the alarm does not look at', (app) =>
    app.set(FILTER, 'MetricTransformations.0.Dimensions', [{ Key: 'source', Value: '$4' }]),
  ),
  rejects('a filter that counts twice', (app) =>
    app.set(FILTER, 'MetricTransformations.1', {
      MetricName: 'Other',
      MetricNamespace: 'SmartHatEngine',
      MetricValue: '1',
    }),
  ),
  rejects('a filter on some fields', (app) =>
    app.set(FILTER, 'FieldSelectionCriteria', '@aws.region = "none"'),
  ),
  rejects('a log group whose class has no filters', (app) =>
    app.set(GROUP, 'LogGroupClass', 'INFREQUENT_ACCESS', 'RejectedTraffic'),
  ),
  rejects('an alarm on rejected packets once a day', (app) =>
    app.set(ALARM, 'Period', 86_400, 'rejected-traffic'),
  ),
  rejects('an alarm on rejected packets that silence keeps on', (app) =>
    app.set(ALARM, 'TreatMissingData', 'breaching', 'rejected-traffic'),
  ),
  both(
    "a topic with AWS's own key, which CloudWatch may not use",
    (app) => app.set('AWS::SNS::Topic', 'KmsMasterKeyId', 'alias/aws/sns'),
    'engine-given-nothing-foreign',
  ),
  both('a topic that denies every message', (app) =>
    app.set('AWS::SNS::TopicPolicy', 'PolicyDocument.Statement.2', {
      ...{ Effect: 'Deny', Principal: '*', Action: 'sns:Publish' },
      Resource: app.only('AWS::SNS::Topic').ref,
    }),
  ),
  both(
    'a topic that lets alarms of another account in alone',
    (app) =>
      app.set(
        'AWS::SNS::TopicPolicy',
        'PolicyDocument.Statement.1.Condition.StringEquals.aws:SourceAccount',
        '999988887777',
      ),
    'engine-given-nothing-foreign',
  ),
  both('a key that alarms may not use', (app) =>
    app.set('AWS::KMS::Key', 'KeyPolicy.Statement.2.Effect', 'Deny', 'CustomerKey'),
  ),
  both(
    'a key that is off',
    (app) => app.set('AWS::KMS::Key', 'Enabled', false, 'CustomerKey'),
    'engine-given-nothing-foreign',
  ),
  rejects('a key that logs may not use', (app) =>
    app.set('AWS::KMS::Key', 'KeyPolicy.Statement.1.Action', ['kms:Decrypt'], 'CustomerKey'),
  ),
];

export const ALARM_MUTANTS: readonly Mutant[] = [
  rejects('no flow log', (app) => app.remove('AWS::EC2::FlowLog')),
  rejects('a flow log of accepted packets', (app) => app.set('AWS::EC2::FlowLog', 'TrafficType', 'ACCEPT')),
  rejects('a flow log that nobody counts', (app) => app.remove('AWS::Logs::MetricFilter')),
  rejects('a filter that finds no rejected packet', (app) =>
    app.set('AWS::Logs::MetricFilter', 'FilterPattern', 'ACCEPT'),
  ),
  rejects('a filter that counts every packet as none', (app) =>
    app.set('AWS::Logs::MetricFilter', 'MetricTransformations.0.MetricValue', '0'),
  ),
  rejects('a flow log in a bucket', (app) => app.set('AWS::EC2::FlowLog', 'LogDestinationType', 's3')),
  rejects('an alarm on the least of rejected packets', (app) =>
    app.set(ALARM, 'Statistic', 'Minimum', 'rejected-traffic'),
  ),
  rejects('no alarm on rejected packets', (app) => app.remove(ALARM, 'rejected-traffic')),
  rejects('an alarm on rejected packets that waits for a thousand', (app) =>
    app.set(ALARM, 'Threshold', 1000, 'rejected-traffic'),
  ),
  names('no alarm on blocked names', (app) => app.remove(ALARM, 'blocked-dns')),
  names('an alarm on blocked names that tells nobody', (app) =>
    app.set(ALARM, 'AlarmActions', [], 'blocked-dns'),
  ),
  names('an alarm on blocked names that is off', (app) =>
    app.set(ALARM, 'ActionsEnabled', false, 'blocked-dns'),
  ),
  ...DEAD,
];
