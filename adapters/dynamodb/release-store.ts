import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import { ItemReader, type OnUnreadable } from './item-reader.ts';
import { overFormer, putIf } from './put-if.ts';
import { itemOf, readReleases, scan } from './releases-item.ts';

/** What is released, in the catalogue's table; stored by compare-and-set on its revision. */
export class DynamoReleaseStore implements ReleaseStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #reader: ItemReader<FunctionReleases>;

  constructor(client: DynamoDBDocumentClient, table: string, onUnreadable: OnUnreadable) {
    this.#client = client;
    this.#table = table;
    this.#reader = new ItemReader({ table, parse: readReleases, onUnreadable });
  }

  async all(): Promise<readonly FunctionReleases[]> {
    const all: FunctionReleases[] = [];
    for await (const item of scan(this.#client, this.#table)) all.push(...this.#reader.readable([item]));
    return all;
  }

  async find(functionId: string): Promise<FunctionReleases | undefined> {
    const key = { TableName: this.#table, Key: { functionId }, ConsistentRead: true };
    const { Item } = await this.#client.send(new GetCommand(key));
    return Item && this.#reader.read(Item);
  }

  replace(next: FunctionReleases): Promise<boolean> {
    const put = { TableName: this.#table, Item: itemOf(next), ...overFormer(next) };
    return putIf(this.#client, new PutCommand(put));
  }
}
