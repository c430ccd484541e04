import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { inTurns } from '../../core/in-turns.ts';
import { revive } from '../../core/manage/revive.ts';
import { functionStatusSchema } from '../../core/model/function-status.ts';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';

/** Tables that are worth restoring: what lies in the others is worth nothing a few minutes later. */
export const RESTORABLE = ['catalogue', 'statuses', 'executions', 'pdas'] as const;
export type Restorable = (typeof RESTORABLE)[number];

export interface PutBackOptions {
  readonly table: Restorable;
  /** Name of the copy, and of the table that is in use. */
  readonly from: string;
  readonly to: string;
  /** Of the partition key: a PDA, or a function's id. Absent: everything. */
  readonly only?: string | undefined;
  readonly keepsConsent: boolean;
  readonly now: () => Date;
}

export interface PutBackCounts {
  restored: number;
  /** There already; they stay as they are. */
  present: number;
  /** Past their time, or what the engine could not read. */
  leftOut: number;
}

type Item = Readonly<Record<string, unknown>>;

const AT_ONCE = 16;

/** Puts back what is in the copy and not in the table. What the table has is newer, and is never changed. */
export async function putBack(
  client: DynamoDBDocumentClient,
  options: PutBackOptions,
): Promise<PutBackCounts> {
  const { table, from, only } = options;
  const key = TABLES[table].partitionKey;
  const counts: PutBackCounts = { restored: 0, present: 0, leftOut: 0 };
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from })) {
    const wanted = Items.filter((item) => only === undefined || item[key] === only);
    const put = table === 'statuses' ? statusPutter(client, options) : itemPutter(client, options);
    for (const outcome of await inTurns(wanted, AT_ONCE, put)) counts[outcome] += 1;
  }
  return counts;
}

type Putter = (item: Item) => Promise<keyof PutBackCounts>;

function statusPutter(client: DynamoDBDocumentClient, { to, now, keepsConsent }: PutBackOptions): Putter {
  const store = new DynamoStatusStore(client, to, () => undefined);
  return async (item) => {
    const status = functionStatusSchema.safeParse(item);
    if (!status.success) return 'leftOut';
    const isPut = await store.replace(revive(status.data, { now: now(), keepsConsent }));
    return isPut ? 'restored' : 'present';
  };
}

function itemPutter(client: DynamoDBDocumentClient, { table, to, now }: PutBackOptions): Putter {
  const { partitionKey, ttl }: TableDefinition = TABLES[table];
  return async (item) => {
    if (ttl !== undefined && Number(item[ttl]) * 1000 < now().getTime()) return 'leftOut';
    const ConditionExpression = 'attribute_not_exists(#key)';
    const ExpressionAttributeNames = { '#key': partitionKey };
    const put = new PutCommand({ TableName: to, Item: item, ConditionExpression, ExpressionAttributeNames });
    try {
      await client.send(put);
      return 'restored';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'present';
      throw error;
    }
  };
}
