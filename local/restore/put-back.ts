import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { pdaItemSchema } from '../../adapters/dynamodb/pda-directory.ts';
import { itemOf, readReleases } from '../../adapters/dynamodb/releases-item.ts';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { inTurns } from '../../core/in-turns.ts';
import { revive } from '../../core/manage/revive.ts';
import { executionRecordSchema } from '../../core/model/execution-record.ts';
import { functionStatusSchema } from '../../core/model/function-status.ts';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';
import type { FunctionVersion } from '../recalls/recall-folder.ts';
import { checkCopy } from './check-copy.ts';
import { checkRecalls, recalledAgain } from './recalled-again.ts';

/**
 * Tables that are worth restoring: slots are worth nothing a few minutes later, and registrations are noted anew by the
 * next request of each functions stack.
 */
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
  /** Of the catalogue: come back recalled, so that nobody has them for a moment. */
  readonly recalls: readonly FunctionVersion[];
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

/**
 * Puts back what is in the copy and not in the table. What the table has is newer, and is never changed.
 * @throws EngineError before anything is put back: it is no copy of that table, or a recall would have no effect
 */
export async function putBack(
  client: DynamoDBDocumentClient,
  options: PutBackOptions,
): Promise<PutBackCounts> {
  const { table, from, only } = options;
  const key = TABLES[table].partitionKey;
  await checkCopy(client, table, from);
  await checkRecalls(client, options, options.recalls);
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

function itemPutter(client: DynamoDBDocumentClient, options: PutBackOptions): Putter {
  const { table, to, now } = options;
  const { partitionKey, ttl }: TableDefinition = TABLES[table];
  return async (item) => {
    if (ttl !== undefined && Number(item[ttl]) * 1000 < now().getTime()) return 'leftOut';
    const Item = readable(item, options);
    if (Item === undefined) return 'leftOut';
    const ConditionExpression = 'attribute_not_exists(#key)';
    const ExpressionAttributeNames = { '#key': partitionKey };
    const put = new PutCommand({ TableName: to, Item, ConditionExpression, ExpressionAttributeNames });
    try {
      await client.send(put);
      return 'restored';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'present';
      throw error;
    }
  };
}

/** As it is to be stored; nothing for what the engine could not read. */
function readable(item: Item, { table, recalls }: PutBackOptions): Item | undefined {
  if (table === 'pdas') return pdaItemSchema.safeParse(item).success ? item : undefined;
  if (table === 'executions') return executionRecordSchema.safeParse(item).success ? item : undefined;
  try {
    const releases = readReleases(item);
    const recalled = recalledAgain(releases, recalls);
    return recalled === releases ? item : itemOf(recalled);
  } catch {
    return undefined;
  }
}
