import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { inTurns } from '../../core/in-turns.ts';
import { type FunctionStatus, functionStatusSchema } from '../../core/model/function-status.ts';
import type { StatusStore } from '../../core/ports.ts';
import { dueKeys, dueShard } from './due-index.ts';
import { ItemReader, type OnUnreadable } from './item-reader.ts';
import { keepUnknown } from './keep-unknown.ts';

/** Items that are read at a time, of those that the index names; and how many of them at once. */
const MOST_AT_ONCE = 1_000;
const AT_ONCE = 40;

/** Status items in DynamoDB, stored by compare-and-set on their revision. */
export class DynamoStatusStore implements StatusStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #reader: ItemReader<FunctionStatus>;

  constructor(client: DynamoDBDocumentClient, table: string, onUnreadable: OnUnreadable) {
    this.#client = client;
    this.#table = table;
    this.#reader = new ItemReader({ table, parse: readStatus, onUnreadable });
  }

  async find(pda: string, functionId: string): Promise<FunctionStatus | undefined> {
    const item = await this.#item({ pda, functionId });
    return item && this.#reader.read(item);
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
    const keys = dueKeys(this.#client, this.#table, now);
    const found: FunctionStatus[] = [];
    while (found.length < limit) {
      const some = await take(keys, Math.min(limit - found.length, MOST_AT_ONCE));
      if (some.length === 0) break;
      const items = await inTurns(some, AT_ONCE, (key) => this.#item(key));
      const statuses = this.#reader.readable(items.filter((item) => item !== undefined));
      found.push(...statuses.filter(({ dueAt }) => dueAt !== undefined && new Date(dueAt) <= now));
    }
    return found.toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1));
  }

  async #item({ pda, functionId }: Pick<FunctionStatus, 'pda' | 'functionId'>) {
    const key = { TableName: this.#table, Key: { pda, functionId }, ConsistentRead: true };
    return (await this.#client.send(new GetCommand(key))).Item;
  }

  async #query(query: object): Promise<readonly FunctionStatus[]> {
    const found: FunctionStatus[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = new QueryCommand({ TableName: this.#table, ...query, ExclusiveStartKey });
      const { Items = [], LastEvaluatedKey } = await this.#client.send(page);
      found.push(...this.#reader.readable(Items));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  }
}

function readStatus({
  changeId,
  dueShard: ownShard,
  ...item
}: Readonly<Record<string, unknown>>): FunctionStatus {
  return keepUnknown(item, functionStatusSchema.parse(item));
}

async function take<T>(from: AsyncGenerator<T>, most: number): Promise<readonly T[]> {
  const taken: T[] = [];
  while (taken.length < most) {
    const { done, value } = await from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
