import {
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** A restore takes minutes for a small table, and hours for a large one; seconds. */
const LONGEST = 24 * 3_600;

/**
 * Has AWS restore a table beside itself, as it was at a time.
 * @param at absent: the latest time there is, about five minutes ago
 * @returns name of the copy
 */
export async function restoreBeside(
  client: DynamoDBClient,
  { table, at, now }: { readonly table: string; readonly at?: Date | undefined; readonly now: Date },
): Promise<string> {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const copy = `${table.slice(0, 220)}-restored-${stamp}`;
  await client.send(
    new RestoreTableToPointInTimeCommand({
      ...{ SourceTableName: table, TargetTableName: copy },
      ...(at === undefined ? { UseLatestRestorableTime: true } : { RestoreDateTime: at }),
    }),
  );
  await waitUntilTableExists(
    { client, minDelay: 1, maxDelay: 30, maxWaitTime: LONGEST },
    { TableName: copy },
  );
  return copy;
}
