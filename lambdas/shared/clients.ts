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

export function createClients({ dynamo = {}, sqs = {}, lambda = {} }: ClientConfigs = {}): Clients {
  return {
    dynamo: documentClient(new DynamoDBClient(dynamo)),
    sqs: new SQSClient(sqs),
    lambda: new LambdaClient({ ...lambda, maxAttempts: 1 }),
  };
}

/** Fields set to undefined are left out of items, which is how a status loses them. */
function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
