import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';

/**
 * Partitions of the sparse index; every reader of it asks each. One takes 1,000 writes a second and a run needs eight.
 * It may grow: what stands in a shard is found there as long as the shard is asked.
 */
export const DUE_SHARDS = 32;

/** The index holds keys only; without `dueAt` an item is not in it. */
const dueKeySchema = z.object({ pda: z.string(), functionId: z.string(), dueAt: z.string() });
type DueKey = z.infer<typeof dueKeySchema>;

/** Stable for an item, even over items, whatever they are called. */
export function dueShard({ pda, functionId }: Pick<DueKey, 'pda' | 'functionId'>): string {
  const hash = createHash('sha256').update(`${pda} ${functionId}`).digest();
  return String(hash.readUInt32BE() % DUE_SHARDS);
}

const PAGE = 100;

/** What is due by the index, the longest overdue first. It lags behind its table a little, so each is to be looked at. */
export async function* dueKeys(
  client: DynamoDBDocumentClient,
  table: string,
  now: Date,
): AsyncGenerator<DueKey> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => keysIn(client, { table, shard, now }));
  const heads = await Promise.all(shards.map((shard) => shard.next()));
  for (;;) {
    const next = oldest(heads);
    if (next === undefined) return;
    const { value } = heads[next] as IteratorYieldResult<DueKey>;
    yield value;
    heads[next] = await (shards[next] as (typeof shards)[number]).next();
  }
}

/** @returns the number of the shard, if any is left */
function oldest(heads: readonly IteratorResult<DueKey>[]): number | undefined {
  let [found, dueAt]: [number | undefined, string] = [undefined, ''];
  for (const [shard, head] of heads.entries()) {
    if (head.done || (found !== undefined && head.value.dueAt >= dueAt)) continue;
    [found, dueAt] = [shard, head.value.dueAt];
  }
  return found;
}

async function* keysIn(
  client: DynamoDBDocumentClient,
  { table, shard, now }: { readonly table: string; readonly shard: number; readonly now: Date },
): AsyncGenerator<DueKey, undefined> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = new QueryCommand({
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
      ExpressionAttributeValues: { ':shard': String(shard), ':now': now.toISOString() },
      Limit: PAGE,
      ExclusiveStartKey,
    });
    const { Items = [], LastEvaluatedKey } = await client.send(page);
    for (const item of Items) yield dueKeySchema.parse(item);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return undefined;
}
