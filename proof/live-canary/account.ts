import { setTimeout as pause } from 'node:timers/promises';
import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { EngineError } from '../../core/errors.ts';

/** The newest version of a Lambda: what the executor would invoke. @throws EngineError when there is none */
export async function newestVersion(client: LambdaClient, FunctionName: string): Promise<string> {
  let newest: string | undefined;
  for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName }))
    newest = Versions.at(-1)?.Version ?? newest;
  if (newest !== undefined && newest !== '$LATEST') return newest;
  throw new EngineError(`${FunctionName} has no version: deploy it as docs/security.md says.`);
}

/** @returns undefined when CloudWatch Logs could not be asked */
export async function logGroupsOf(
  client: CloudWatchLogsClient,
  functionName: string,
): Promise<readonly string[] | undefined> {
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${functionName}` });
  return client.send(command).then(
    ({ logGroups = [] }) => logGroups.flatMap(({ logGroupName }) => logGroupName ?? []),
    () => undefined,
  );
}

const LOOK_AGAIN_MS = 30_000;

export interface AlarmWait {
  readonly name: string;
  /** It must have gone off after this. */
  readonly since: Date;
  /** 0 does not look at all. */
  readonly minutes: number;
}

/** Flow logs take up to ten minutes. @returns undefined when nobody looked, or CloudWatch could not be asked */
export async function waitForAlarm(
  client: CloudWatchClient,
  { name, since, minutes }: AlarmWait,
): Promise<boolean | undefined> {
  if (minutes === 0) return undefined;
  const until = Date.now() + minutes * 60_000;
  for (;;) {
    const answer = await client
      .send(new DescribeAlarmsCommand({ AlarmNames: [name] }))
      .catch(() => undefined);
    if (!answer) return undefined;
    const [alarm] = answer.MetricAlarms ?? [];
    const changed = alarm?.StateTransitionedTimestamp ?? alarm?.StateUpdatedTimestamp;
    if (alarm?.StateValue === 'ALARM' && changed && changed >= since) return true;
    if (Date.now() >= until) return false;
    await pause(LOOK_AGAIN_MS);
  }
}
