import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { UnreadableItem } from '../../core/errors.ts';
import { type CatalogueEntry, catalogueEntrySchema } from '../../core/model/catalogue-entry.ts';
import type { Clock, FunctionCatalogue } from '../../core/ports.ts';
import { ItemReader, isReadable, type OnUnreadable } from './item-reader.ts';

/** Entries are kept as JSON: DynamoDB bounds numbers and depth, and functions publish filters with any. */
const itemSchema = z.object({ functionId: z.string(), entry: z.string() });

/** By function id. */
type Entries = ReadonlyMap<string, CatalogueEntry | UnreadableItem>;

export interface CatalogueOptions {
  readonly now: Clock;
  readonly onUnreadable: OnUnreadable;
}

/** How long a reader may work with what it read; a recall takes effect within it. */
const FRESH_MS = 30_000;

/** The registered functions in DynamoDB; read whole and kept for half a minute, since every run asks. */
export class DynamoFunctionCatalogue implements FunctionCatalogue {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: Clock;
  readonly #reader: ItemReader<CatalogueEntry>;
  #read: { readonly at: number; readonly entries: Promise<Entries> } | undefined;

  constructor(client: DynamoDBDocumentClient, table: string, { now, onUnreadable }: CatalogueOptions) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#reader = new ItemReader({ table, parse: readEntry, onUnreadable });
  }

  async all(): Promise<readonly CatalogueEntry[]> {
    return [...(await this.#entries()).values()].filter(isReadable);
  }

  async find(functionId: string): Promise<CatalogueEntry | undefined> {
    const entry = (await this.#entries()).get(functionId);
    if (entry instanceof UnreadableItem) throw entry;
    return entry;
  }

  async put(entry: CatalogueEntry): Promise<void> {
    const item: z.infer<typeof itemSchema> = { functionId: entry.id, entry: JSON.stringify(entry) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
    this.#read = undefined;
  }

  #entries(): Promise<Entries> {
    const now = this.#now().getTime();
    if (!this.#read || now - this.#read.at > FRESH_MS) {
      const entries = this.#scan();
      this.#read = { at: now, entries };
      // A failed read must not be served again.
      entries.catch(() => {
        this.#read = undefined;
      });
    }
    return this.#read.entries;
  }

  async #scan(): Promise<Entries> {
    const entries = new Map<string, CatalogueEntry | UnreadableItem>();
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = new ScanCommand({ TableName: this.#table, ConsistentRead: true, ExclusiveStartKey });
      const { Items = [], LastEvaluatedKey } = await this.#client.send(page);
      for (const item of Items) entries.set(String(item.functionId), this.#reader.tryToRead(item));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return entries;
  }
}

function readEntry(item: unknown): CatalogueEntry {
  return catalogueEntrySchema.parse(JSON.parse(itemSchema.parse(item).entry));
}
