import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { AwsClient } from 'aws4fetch';

/** Asks the resolver: `ask('GetFirewallConfig', { ResourceId })`. */
export type AskResolver = (operation: string, input: object) => Promise<unknown>;

export interface LiveClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly resolver: AskResolver;
}

export interface ClientConfig extends Pick<LambdaClientConfig, 'region' | 'credentials'> {
  /** @default each service's own, or what AWS_ENDPOINT_URL names */
  readonly endpoint?: string;
}

/** Clients that are used for reading alone. */
export function openLiveClients(config: ClientConfig): LiveClients {
  const lambda = new LambdaClient(config);
  return {
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    lambda,
    logs: new CloudWatchLogsClient(config),
    resolver: resolverOf(lambda, config),
  };
}

/** By hand: the SDK's client of the resolver is years behind the others and does not go with them. */
function resolverOf(
  { config: { credentials, region } }: LambdaClient,
  { endpoint }: ClientConfig,
): AskResolver {
  return async (operation, input) => {
    const [keys, where] = await Promise.all([credentials(), region()]);
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const client = new AwsClient({
      ...{ accessKeyId, secretAccessKey, service: 'route53resolver', region: where },
      ...(sessionToken === undefined ? {} : { sessionToken }),
    });
    const url = endpoint ?? process.env.AWS_ENDPOINT_URL ?? `https://route53resolver.${where}.amazonaws.com`;
    const response = await client.fetch(`${url}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Route53Resolver.${operation}`,
      },
      body: JSON.stringify(input),
    });
    if (response.ok) return response.json();
    throw refusal(operation, response.status, await response.text());
  };
}

/** An error as the SDK would throw it: named by AWS. */
function refusal(operation: string, status: number, body: string): Error {
  const type = /"__type"\s*:\s*"(?:[^"#]*#)?(\w+)"/.exec(body)?.[1];
  const error = new Error(`${operation} was refused with status ${status}`);
  error.name = type ?? 'ServiceException';
  return error;
}
