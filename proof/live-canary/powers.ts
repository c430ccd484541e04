import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CanaryFacts } from './facts.ts';
import type { FoundCredentials } from './orders.ts';

/**
 * Tries, from here, what the canary's credentials allow. The first is the one that the role does allow, to Lambda
 * itself: being denied it shows that credentials which were carried away still count as the function's.
 */
export async function tryPowers(
  { accessKeyId, secretAccessKey, sessionToken }: FoundCredentials,
  region: string,
  logGroupName: string,
): Promise<CanaryFacts['powers']> {
  if (!accessKeyId || !secretAccessKey) return [];
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const config = { region, credentials, maxAttempts: 1 };
  const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'ec2:DescribeNetworkInterfaces',
      () => new EC2Client(config).send(new DescribeNetworkInterfacesCommand({})),
    ],
    [
      'logs:CreateLogGroup',
      () => new CloudWatchLogsClient(config).send(new CreateLogGroupCommand({ logGroupName })),
    ],
    ['lambda:ListFunctions', () => new LambdaClient(config).send(new ListFunctionsCommand({}))],
    ['dynamodb:ListTables', () => new DynamoDBClient(config).send(new ListTablesCommand({}))],
    ['sqs:ListQueues', () => new SQSClient(config).send(new ListQueuesCommand({}))],
    ['secretsmanager:ListSecrets', () => new SecretsManagerClient(config).send(new ListSecretsCommand({}))],
  ];
  return Promise.all(
    calls.map(async ([action, call]) => ({
      action,
      outcome: await call().then(
        () => 'allowed',
        ({ name }: Error) => name,
      ),
    })),
  );
}
