import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Registration, registrationSchema } from '../../core/model/registration.ts';
import type { RegistrationStore } from '../../core/registration-ports.ts';
import { overFormer, putIf } from './put-if.ts';

/** What each functions stack has registered, in DynamoDB. */
export class DynamoRegistrationStore implements RegistrationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(stack: string): Promise<Registration | undefined> {
    const key = { TableName: this.#table, Key: { stack }, ConsistentRead: true };
    const { Item } = await this.#client.send(new GetCommand(key));
    return Item && registrationSchema.parse(Item);
  }

  replace(next: Registration): Promise<boolean> {
    const put = { TableName: this.#table, Item: next, ...overFormer(next) };
    return putIf(this.#client, new PutCommand(put));
  }
}
