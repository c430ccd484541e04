import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CanaryItem, canaryItemSchema } from '../../core/canary/canary-item.ts';
import type { CanaryStore } from '../../core/canary/update-canary.ts';
import { putIf } from './put-if.ts';

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
    const condition = {
      ConditionExpression: 'attribute_not_exists(id) OR revision = :decidedOn',
      ExpressionAttributeValues: { ':decidedOn': next.revision - 1 },
    };
    return putIf(this.#client, new PutCommand({ TableName: this.#table, Item: next, ...condition }));
  }
}
