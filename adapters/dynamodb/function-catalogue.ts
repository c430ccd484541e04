import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { UnreadableItem } from '../../core/errors.ts';
import { CATALOGUE_AGE_MS } from '../../core/execute/timing.ts';
import { entryFor } from '../../core/manage/release.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { Clock, FunctionCatalogue } from '../../core/ports.ts';
import { ItemReader, type OnUnreadable } from './item-reader.ts';
import { Kept } from './kept.ts';
import { readReleases, scan } from './releases-item.ts';

export interface CatalogueOptions {
  readonly now: Clock;
  /** How old may be what it answers from. @default CATALOGUE_AGE_MS */
  readonly ageMs?: number | undefined;
  readonly onUnreadable: OnUnreadable;
}

/**
 * The registered functions in DynamoDB. Each is read when somebody asks for it, and kept for a while, since every run
 * asks: only who lists them reads all.
 */
export class DynamoFunctionCatalogue implements FunctionCatalogue {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #reader: ItemReader<FunctionReleases>;
  readonly #found: Kept<FunctionReleases | UnreadableItem | undefined>;
  readonly #listed: Kept<readonly FunctionReleases[]>;

  constructor(
    client: DynamoDBDocumentClient,
    table: string,
    { now, ageMs = CATALOGUE_AGE_MS, onUnreadable }: CatalogueOptions,
  ) {
    this.#client = client;
    this.#table = table;
    this.#reader = new ItemReader({ table, parse: readReleases, onUnreadable });
    this.#found = new Kept(now, ageMs);
    this.#listed = new Kept(now, ageMs);
  }

  async all(pda: string): Promise<readonly CatalogueEntry[]> {
    const listed = await this.#listed.get('all', () => this.#readAll());
    return listed.flatMap((releases) => entryFor(releases, pda) ?? []);
  }

  async find(functionId: string, pda: string): Promise<CatalogueEntry | undefined> {
    const releases = await this.#found.get(functionId, () => this.#readOne(functionId));
    if (releases instanceof UnreadableItem) throw releases;
    return releases && entryFor(releases, pda);
  }

  /** Strongly consistent: a recall takes effect no later than what is kept runs out. */
  async #readOne(functionId: string): Promise<FunctionReleases | UnreadableItem | undefined> {
    const key = { TableName: this.#table, Key: { functionId }, ConsistentRead: true };
    const { Item } = await this.#client.send(new GetCommand(key));
    return Item && this.#reader.tryToRead(Item);
  }

  async #readAll(): Promise<readonly FunctionReleases[]> {
    const read: FunctionReleases[] = [];
    for await (const item of scan(this.#client, this.#table)) read.push(...this.#reader.readable([item]));
    return read;
  }
}
