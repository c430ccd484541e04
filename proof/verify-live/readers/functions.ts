import { type CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import * as lambda from '@aws-sdk/client-lambda';
import type { LiveFunctions, LiveLambda } from '../live-facts.ts';

export interface FunctionReaders {
  readonly client: lambda.LambdaClient;
  readonly logs: CloudWatchLogsClient;
}

/** What tells the Lambdas of functions from any other. */
export interface Marks {
  readonly names: readonly string[];
  /** Begins the names of Lambdas of functions. */
  readonly namePrefix: string;
  readonly roleArn: string;
  readonly vpcId: string;
}

const AT_A_TIME = 4;

/** Every Lambda that is, or looks like, a function's. */
export async function readFunctions({ client, logs }: FunctionReaders, marks: Marks): Promise<LiveFunctions> {
  const all: lambda.FunctionConfiguration[] = [];
  for await (const { Functions = [] } of lambda.paginateListFunctions({ client }, {})) all.push(...Functions);
  const names = all.flatMap(({ FunctionName }) => FunctionName ?? []);
  const present = marks.names.filter((name) => names.includes(name));
  const lambdas: LiveLambda[] = [];
  // Lambda answers fifteen such questions a second.
  for (let start = 0; start < present.length; start += AT_A_TIME)
    lambdas.push(
      ...(await Promise.all(present.slice(start, start + AT_A_TIME).map((name) => readLambda(client, name)))),
    );
  const strangers = all
    .filter((one) => isMarked(one, marks))
    .flatMap(({ FunctionName }) => FunctionName ?? []);
  return {
    lambdas,
    strangers: strangers.filter((name) => !marks.names.includes(name)),
    logGroups: await logGroupsOf(logs, marks.namePrefix),
  };
}

function isMarked(one: lambda.FunctionConfiguration, { namePrefix, roleArn, vpcId }: Marks): boolean {
  const isNamed = one.FunctionName?.startsWith(`${namePrefix}-`) ?? false;
  return isNamed || one.Role === roleArn || one.VpcConfig?.VpcId === vpcId;
}

async function readLambda(client: lambda.LambdaClient, name: string): Promise<LiveLambda> {
  const FunctionName = name;
  const versions: lambda.FunctionConfiguration[] = [];
  for await (const page of lambda.paginateListVersionsByFunction({ client }, { FunctionName }))
    versions.push(...(page.Versions ?? []));
  const [concurrency, runtime, openings] = await Promise.all([
    client.send(new lambda.GetFunctionConcurrencyCommand({ FunctionName })),
    client.send(new lambda.GetRuntimeManagementConfigCommand({ FunctionName })),
    readOpenings(client, name, versions),
  ]);
  const { ReservedConcurrentExecutions: reservedConcurrency } = concurrency;
  return { name, versions, openings, reservedConcurrency, runtimeUpdates: runtime.UpdateRuntimeOn ?? 'Auto' };
}

async function readOpenings(
  client: lambda.LambdaClient,
  FunctionName: string,
  versions: readonly lambda.FunctionConfiguration[],
): Promise<LiveLambda['openings']> {
  const [urls, sources, aliases, destinations, provisioned] = await Promise.all([
    client.send(new lambda.ListFunctionUrlConfigsCommand({ FunctionName })),
    client.send(new lambda.ListEventSourceMappingsCommand({ FunctionName })),
    client.send(new lambda.ListAliasesCommand({ FunctionName })),
    client.send(new lambda.ListFunctionEventInvokeConfigsCommand({ FunctionName })),
    client.send(new lambda.ListProvisionedConcurrencyConfigsCommand({ FunctionName })),
  ]);
  const policies = [];
  for (const { Version } of versions) policies.push(...(await policyOf(client, FunctionName, Version)));
  return [
    ...(urls.FunctionUrlConfigs ?? []).map((one) => ({ kind: 'URL', id: `${one.FunctionUrl}` })),
    ...policies,
    ...(sources.EventSourceMappings ?? []).map((one) => ({
      kind: 'event source',
      id: `${one.EventSourceArn}`,
    })),
    ...(aliases.Aliases ?? []).map((one) => ({ kind: 'alias', id: `${one.Name}` })),
    ...(destinations.FunctionEventInvokeConfigs ?? []).map((one) => ({
      kind: 'destination',
      id: `${one.FunctionArn}`,
    })),
    ...(provisioned.ProvisionedConcurrencyConfigs ?? []).map((one) => ({
      kind: 'provisioned concurrency',
      id: `${one.FunctionArn}`,
    })),
  ];
}

/** Each version may have a policy of its own; `$LATEST` has that of the function. */
async function policyOf(client: lambda.LambdaClient, FunctionName: string, version = '$LATEST') {
  const qualifier = version === '$LATEST' ? {} : { Qualifier: version };
  try {
    await client.send(new lambda.GetPolicyCommand({ FunctionName, ...qualifier }));
    return [{ kind: 'resource policy', id: `of version ${version}` }];
  } catch (error) {
    if (error instanceof lambda.ResourceNotFoundException) return [];
    throw error;
  }
}

/** Lambda writes to groups named after its functions. */
async function logGroupsOf(client: CloudWatchLogsClient, namePrefix: string): Promise<readonly string[]> {
  const groups: string[] = [];
  const logGroupNamePrefix = `/aws/lambda/${namePrefix}-`;
  for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    groups.push(...(page.logGroups ?? []).flatMap(({ logGroupName }) => logGroupName ?? []));
  return groups;
}
