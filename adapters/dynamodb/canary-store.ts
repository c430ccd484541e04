import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CanaryItem, canaryItemSchema } from '../../core/canary/canary-item.ts';
import type { CanaryStore } from '../../core/canary/update-canary.ts';

/** The canary's one item; stored by compare-and-set on its revision. */
export class DynamoCanaryStore implements CanaryStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(): Promise<CanaryItem | undefined> {
    const key = { TableName: this.#table, Key: { id: 'canary' }, ConsistentRead: true };
    const { Item } = await this.#client.send(new GetCommand(key));
    return Item && canaryItemSchema.parse(Item);
  }

  async replace(next: CanaryItem): Promise<boolean> {
    const changeId = randomUUID();
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...next, changeId },
      ConditionExpression: 'attribute_not_exists(id) OR revision = :decidedOn',
      ExpressionAttributeValues: { ':decidedOn': next.revision - 1 },
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
}
