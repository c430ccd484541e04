import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type FunctionStatus, functionStatusSchema } from '../../core/model/function-status.ts';
import type { StatusStore } from '../../core/ports.ts';
import { ItemReader, type OnUnreadable } from './item-reader.ts';

/** Spreads the sparse index over partitions; every reader of it asks each. */
const DUE_SHARDS = 4;

/** Status items in DynamoDB, stored by compare-and-set on their revision. */
export class DynamoStatusStore implements StatusStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #reader: ItemReader<FunctionStatus>;

  constructor(client: DynamoDBDocumentClient, table: string, onUnreadable: OnUnreadable) {
    this.#client = client;
    this.#table = table;
    this.#reader = new ItemReader({ table, parse: (item) => functionStatusSchema.parse(item), onUnreadable });
  }

  async find(pda: string, functionId: string): Promise<FunctionStatus | undefined> {
    const key = { TableName: this.#table, Key: { pda, functionId }, ConsistentRead: true };
    const { Item } = await this.#client.send(new GetCommand(key));
    return Item && this.#reader.read(Item);
  }

  ofPda(pda: string): Promise<readonly FunctionStatus[]> {
    return this.#query({
      KeyConditionExpression: 'pda = :pda',
      ExpressionAttributeValues: { ':pda': pda },
      ConsistentRead: true,
    });
  }

  async replace(next: FunctionStatus): Promise<boolean> {
    const isFirst = next.revision === 1;
    const condition = isFirst
      ? { ConditionExpression: 'attribute_not_exists(pda)' }
      : {
          ConditionExpression: 'revision = :decidedOn',
          ExpressionAttributeValues: { ':decidedOn': next.revision - 1 },
        };
    const changeId = randomUUID();
    const item = { ...next, changeId, ...(next.dueAt ? { dueShard: dueShard(next) } : {}) };
    const put = new PutCommand({
      ...{ TableName: this.#table, Item: item, ...condition },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await this.#client.send(put);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The SDK repeats a change whose answer was lost, and then meets it itself.
      return error.Item?.changeId?.S === changeId;
    }
  }

  async due(now: Date, limit: number): Promise<readonly FunctionStatus[]> {
    const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => this.#dueIn(String(shard), now, limit));
    const found = (await Promise.all(shards)).flat();
    return found.toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1)).slice(0, limit);
  }

  #dueIn(shard: string, now: Date, limit: number): Promise<readonly FunctionStatus[]> {
    const query = {
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
      ExpressionAttributeValues: { ':shard': shard, ':now': now.toISOString() },
    };
    return this.#query(query, limit);
  }

  /** Reads on past whatever cannot be read, which counts for nothing: a limit is one of what was found. */
  async #query(query: object, limit = Number.POSITIVE_INFINITY): Promise<readonly FunctionStatus[]> {
    const found: FunctionStatus[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = new QueryCommand({ TableName: this.#table, ...query, ExclusiveStartKey });
      const { Items = [], LastEvaluatedKey } = await this.#client.send(page);
      found.push(...this.#reader.readable(Items));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey && found.length < limit);
    return found;
  }
}

/** Stable for an item, even over items. */
function dueShard({ pda, functionId }: FunctionStatus): string {
  let hash = 0;
  for (const character of pda + functionId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) | 0;
  return String(Math.abs(hash) % DUE_SHARDS);
}
