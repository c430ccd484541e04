import { atMost, guard, guardsBy, inWords, type Kind, opening, part, policy, unless } from './kind.ts';

const encrypted = guardsBy('is encrypted with', 'is not encrypted with a key of the customer');
const hasDeadLetters = guardsBy('keeps what nobody could work on in', 'has no dead-letter queue');

/** What SQS does where nobody says. */
const FOUR_DAYS = 4 * 24 * 3600;

/** What KMS makes where nobody says. */
const SYMMETRIC = 'SYMMETRIC_DEFAULT';

/** Of a policy: what it denies, it denies there alone. */
const holdsFor = guardsBy('holds for', 'holds for nothing');

export const DATA_KINDS: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': {
    group: 'data',
    isStore: true,
    plain: ['AttributeDefinitions', 'BillingMode', 'GlobalSecondaryIndexes', 'KeySchema', 'TableName'],
    reads: {
      SSESpecification: (value) => encrypted(part(value, 'KMSMasterKeyId')),
      PointInTimeRecoverySpecification: unless(
        { PointInTimeRecoveryEnabled: true },
        'cannot be restored to a point in time',
      ),
      DeletionProtectionEnabled: (value) => (value === true ? [guard('is protected from deletion')] : []),
      TimeToLiveSpecification: (value) => [
        part(value, 'Enabled') === true
          ? guard(`forgets items by ${inWords(part(value, 'AttributeName'))}`)
          : guard('keeps every item for ever'),
      ],
      ResourcePolicy: (value, resource) => policy(part(value, 'PolicyDocument'), resource),
    },
  },
  'AWS::SQS::Queue': {
    group: 'data',
    isStore: true,
    plain: ['DelaySeconds', 'QueueName', 'ReceiveMessageWaitTimeSeconds', 'VisibilityTimeout'],
    reads: {
      KmsMasterKeyId: encrypted,
      RedrivePolicy: (value) => hasDeadLetters(part(value, 'deadLetterTargetArn')),
      MessageRetentionPeriod: (seconds) => [
        guard('keeps messages for so many seconds', Number(seconds ?? FOUR_DAYS)),
      ],
    },
  },
  'AWS::SQS::QueuePolicy': { group: 'iam', plain: [], reads: { PolicyDocument: policy, Queues: holdsFor } },
  'AWS::KMS::Key': {
    group: 'data',
    isStore: true,
    plain: ['Description'],
    reads: {
      KeyPolicy: policy,
      KeySpec: (spec) => [guard(`is of the kind ${inWords(spec ?? SYMMETRIC)}`)],
      KeyUsage: (usage) => [guard(`is for ${inWords(usage ?? 'ENCRYPT_DECRYPT')}`)],
      // AWS rotates symmetric keys only.
      EnableKeyRotation: (isRotated, { properties: { KeySpec } }) =>
        isRotated === true || (KeySpec ?? SYMMETRIC) !== SYMMETRIC ? [] : [opening('is not rotated')],
    },
  },
  'AWS::KMS::Alias': {
    group: 'data',
    plain: ['AliasName'],
    reads: { TargetKeyId: (key) => [guard(`means ${inWords(key)}`)] },
  },
  'AWS::SecretsManager::Secret': {
    group: 'data',
    isStore: true,
    plain: ['Description', 'Name'],
    reads: {
      KmsKeyId: encrypted,
      GenerateSecretString: (how) => [guard(`is made by ${inWords(how ?? 'nobody')}`)],
    },
  },
  'AWS::Logs::LogGroup': {
    group: 'data',
    isStore: true,
    plain: ['LogGroupName'],
    reads: {
      LogGroupClass: (name) => [guard(`is of class ${inWords(name ?? 'STANDARD')}`)],
      KmsKeyId: encrypted,
      RetentionInDays: atMost('forgets after so many days', 'never forgets'),
    },
  },
  'AWS::SNS::Topic': {
    group: 'data',
    plain: ['DisplayName', 'TopicName'],
    reads: { KmsMasterKeyId: encrypted },
  },
  'AWS::SNS::TopicPolicy': { group: 'iam', plain: [], reads: { PolicyDocument: policy, Topics: holdsFor } },
};
