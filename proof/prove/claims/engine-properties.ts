import { apiEnvSchema } from '../../../lambdas/api/env.ts';
import { canaryEnvSchema } from '../../../lambdas/canary/env.ts';
import { canaryPdaEnvSchema } from '../../../lambdas/canary-pda/env.ts';
import { dispatcherEnvSchema } from '../../../lambdas/dispatcher/env.ts';
import { executorEnvSchema } from '../../../lambdas/executor/env.ts';
import { reconcileEnvSchema } from '../../../lambdas/reconcile/env.ts';
import { registrarEnvSchema } from '../../../lambdas/registrar/env.ts';
import { rollbackEnvSchema } from '../../../lambdas/rollback/env.ts';
import { sharedEnvSchema } from '../../../lambdas/shared/env.ts';
import { ALARM_PROPERTIES } from './alarms.ts';

/** Every variable that a Lambda of the engine reads; another could change how its runtime or the SDK works. */
export const ENGINE_VARIABLES: readonly string[] = [
  apiEnvSchema,
  canaryEnvSchema,
  canaryPdaEnvSchema,
  dispatcherEnvSchema,
  executorEnvSchema,
  reconcileEnvSchema,
  registrarEnvSchema,
  rollbackEnvSchema,
  sharedEnvSchema,
].flatMap(({ shape }) => Object.keys(shape));

/** All that a resource of the engine may say, by type, besides its tags; the rest could lead elsewhere or let others in. */
export const ENGINE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': ['Name', 'ProtocolType'],
  'AWS::ApiGatewayV2::Integration': ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion'],
  'AWS::ApiGatewayV2::Route': ['ApiId', 'AuthorizationType', 'RouteKey', 'Target'],
  'AWS::ApiGatewayV2::Stage': [
    'AccessLogSettings',
    'ApiId',
    'AutoDeploy',
    'DefaultRouteSettings',
    'StageName',
  ],
  // Several metrics make one, where one does not say enough.
  'AWS::Budgets::Budget': ['Budget', 'NotificationsWithSubscribers'],
  'AWS::CloudWatch::Alarm': [...ALARM_PROPERTIES, 'Metrics'],
  'AWS::CloudWatch::Dashboard': ['DashboardBody', 'DashboardName'],
  'AWS::CloudWatch::InsightRule': ['RuleBody', 'RuleName', 'RuleState'],
  'AWS::DynamoDB::Table': [
    'AttributeDefinitions',
    'BillingMode',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'TimeToLiveSpecification',
  ],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Events::EventBusPolicy': ['EventBusName', 'Statement', 'StatementId'],
  'AWS::Events::Rule': ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
  'AWS::KMS::Alias': ['AliasName', 'TargetKeyId'],
  'AWS::KMS::Key': ['Description', 'EnableKeyRotation', 'KeyPolicy', 'KeySpec', 'KeyUsage'],
  // No destination: what it answers goes nowhere.
  'AWS::Lambda::EventInvokeConfig': [
    'FunctionName',
    'MaximumEventAgeInSeconds',
    'MaximumRetryAttempts',
    'Qualifier',
  ],
  'AWS::Lambda::EventSourceMapping': [
    'BatchSize',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'ScalingConfig',
  ],
  'AWS::Lambda::Function': [
    'Architectures',
    'Code',
    'DeadLetterConfig',
    'Description',
    'Environment',
    'Handler',
    'LoggingConfig',
    'MemorySize',
    'RecursiveLoop',
    'Role',
    'Runtime',
    'Timeout',
  ],
  'AWS::Lambda::Permission': ['Action', 'FunctionName', 'Principal', 'SourceArn'],
  'AWS::Logs::LogGroup': ['KmsKeyId', 'LogGroupName', 'RetentionInDays'],
  'AWS::SNS::Subscription': ['Endpoint', 'Protocol', 'TopicArn'],
  'AWS::SNS::Topic': ['KmsMasterKeyId'],
  'AWS::SNS::TopicPolicy': ['PolicyDocument', 'Topics'],
  'AWS::SQS::Queue': ['KmsMasterKeyId', 'MessageRetentionPeriod', 'RedrivePolicy', 'VisibilityTimeout'],
  'AWS::SQS::QueuePolicy': ['PolicyDocument', 'Queues'],
  'AWS::SecretsManager::Secret': ['Description', 'GenerateSecretString', 'KmsKeyId'],
};

/** Where a resource of the engine names another, which must be in these templates. */
export const ENGINE_REFERENCES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Integration': ['IntegrationUri'],
  'AWS::ApiGatewayV2::Stage': ['AccessLogSettings.DestinationArn'],
  'AWS::DynamoDB::Table': ['SSESpecification.KMSMasterKeyId'],
  'AWS::Events::EventBusPolicy': ['EventBusName'],
  'AWS::KMS::Alias': ['TargetKeyId'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn'],
  'AWS::Lambda::Function': ['LoggingConfig.LogGroup', 'Role'],
  'AWS::Logs::LogGroup': ['KmsKeyId'],
  'AWS::SNS::Subscription': ['TopicArn'],
  'AWS::SNS::Topic': ['KmsMasterKeyId'],
  'AWS::SQS::Queue': ['KmsMasterKeyId'],
  'AWS::SecretsManager::Secret': ['KmsKeyId'],
};

/** Where a resource of the engine says who may use it. */
export const ENGINE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
};
