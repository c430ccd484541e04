import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type ExecutionRecord, executionRecordSchema, isSuccess } from '../../core/model/execution-record.ts';
import type { ExecutionStore } from '../../core/ports.ts';
import { ItemReader, type OnUnreadable } from './item-reader.ts';
import { putIf } from './put-if.ts';

/** Execution records in DynamoDB, sorted by start; they expire. */
export class DynamoExecutionStore implements ExecutionStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #keptDays: number;
  readonly #reader: ItemReader<ExecutionRecord>;

  /** @param keptDays for which a record is kept after its run has ended */
  constructor(client: DynamoDBDocumentClient, table: string, onUnreadable: OnUnreadable, keptDays = 90) {
    this.#client = client;
    this.#table = table;
    this.#keptDays = keptDays;
    this.#reader = new ItemReader({
      table,
      parse: (item) => executionRecordSchema.parse(item),
      onUnreadable,
    });
  }

  async put(record: ExecutionRecord, fence: number): Promise<boolean> {
    const startedAtId = `${record.startedAt}#${record.executionId}`;
    const endedAt = new Date(record.finishedAt ?? record.startedAt);
    const ttl = Math.floor(endedAt.getTime() / 1000) + this.#keptDays * 86_400;
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...record, startedAtId, ttl, fence },
      ...unlessSettled(record, fence),
    });
    return putIf(this.#client, put);
  }

  async ofPda(
    pda: string,
    { skip, take }: { skip: number; take: number },
  ): Promise<readonly ExecutionRecord[]> {
    if (take === 0) return [];
    const found: ExecutionRecord[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pda = :pda',
          ExpressionAttributeValues: { ':pda': pda },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: skip + take,
          ExclusiveStartKey,
        }),
      );
      found.push(...this.#reader.readable(Items));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey && found.length < skip + take);
    return found.slice(skip, skip + take);
  }
}

/** A newer run's word stands, and so does a success. */
function unlessSettled(record: ExecutionRecord, fence: number) {
  const newer = 'attribute_not_exists(fence) OR fence <= :fence';
  if (isSuccess(record))
    return { ConditionExpression: newer, ExpressionAttributeValues: { ':fence': fence } };
  return {
    ConditionExpression: `(${newer}) AND NOT #status IN (:succeeded, :empty)`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':fence': fence, ':succeeded': 'succeeded', ':empty': 'empty' },
  };
}
