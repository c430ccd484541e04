import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { LiveNetwork } from '../live-facts.ts';

/** Which of some alarms there are, and whether each tells anybody. */
export async function readAlarms(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<LiveNetwork['alarms']> {
  // Asked for no names, CloudWatch answers with all.
  if (names.length === 0) return [];
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [...names] }));
  return MetricAlarms.map(({ AlarmName: name = '', ActionsEnabled, AlarmActions = [] }) => ({
    name,
    tells: ActionsEnabled === true && AlarmActions.length > 0,
  }));
}
