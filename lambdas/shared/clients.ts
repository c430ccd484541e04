import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The AWS clients that the entry points share; on one machine they point at local endpoints. */
export interface Clients {
  readonly dynamo: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  /** Never repeats a call: a repeated invocation would be a second run. */
  readonly lambda: LambdaClient;
}

/** Where one service is reached; empty on AWS, where the environment tells. */
type ClientConfig = Pick<
  ConstructorParameters<typeof SQSClient>[0] & object,
  'endpoint' | 'region' | 'credentials'
>;

export interface ClientConfigs {
  readonly dynamo?: ClientConfig;
  readonly sqs?: ClientConfig;
  readonly lambda?: ClientConfig;
}

/**
 * A service that does not answer is an error, not a run that never ends; ms. Above the 20 s for which a queue lets
 * a receiver wait.
 */
export const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
/** Above the longest invocation, 310 s. */
const INVOCATION_PATIENCE = { ...PATIENCE, requestTimeout: 330_000 };

// Each on its own: a Lambda that does not call a service does not carry its client.

/** Fields set to undefined are left out of items, which is how a status loses them. */
export function dynamoClient(config: ClientConfig = {}): Clients['dynamo'] {
  const client = new DynamoDBClient({ ...config, requestHandler: PATIENCE });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Queues are addressed in full, and would else be sent to where their address says, whatever the environment does. */
export function sqsClient(config: ClientConfig = {}): Clients['sqs'] {
  return new SQSClient({ ...config, requestHandler: PATIENCE, useQueueUrlAsEndpoint: false });
}

export function lambdaClient(config: ClientConfig = {}): Clients['lambda'] {
  return new LambdaClient({ ...config, requestHandler: INVOCATION_PATIENCE, maxAttempts: 1 });
}

/** All of them, for one machine. */
export function createClients({ dynamo, sqs, lambda }: ClientConfigs = {}): Clients {
  return { dynamo: dynamoClient(dynamo), sqs: sqsClient(sqs), lambda: lambdaClient(lambda) };
}
