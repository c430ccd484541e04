import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../security-checks.ts';

/** Everything that any of the engine's Lambdas does, and the flow log; each role allows its holder far less. */
const ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:GetPublicKey',
  'kms:ReEncrypt*',
  'kms:Sign',
  'lambda:GetFunctionConfiguration',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  's3:GetObject',
  'secretsmanager:GetSecretValue',
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];

/** The most that a role of the engine could ever do, whatever policy somebody attaches to it. */
export class EngineBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, namePrefix: string) {
    super(scope, id, {
      // Names of policies are the account's, whatever the region.
      managedPolicyName: `${namePrefix}-${Aws.REGION}-engine-boundary`,
      description: 'The most that a Lambda of the Smart HAT Engine could ever do',
      statements: [new PolicyStatement({ actions: ACTIONS, resources: ['*'] })],
    });
    acknowledge(this, 'IAM5[Resource::*]', 'a boundary allows nothing by itself');
    for (const action of ['GenerateDataKey*', 'ReEncrypt*'])
      acknowledge(this, `IAM5[Action::kms:${action}]`, 'a boundary allows nothing by itself');
  }
}
