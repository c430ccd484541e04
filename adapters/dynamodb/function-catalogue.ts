import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UnreadableItem } from '../../core/errors.ts';
import { entryFor } from '../../core/manage/release.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { Clock, FunctionCatalogue } from '../../core/ports.ts';
import { ItemReader, isReadable, type OnUnreadable } from './item-reader.ts';
import { readReleases, scan } from './releases-item.ts';

/** By function id. */
type Releases = ReadonlyMap<string, FunctionReleases | UnreadableItem>;

export interface CatalogueOptions {
  readonly now: Clock;
  readonly onUnreadable: OnUnreadable;
}

/** How long a reader may work with what it read; a recall takes effect within it. */
export const FRESH_MS = 30_000;

/** The registered functions in DynamoDB; read whole and kept for half a minute, since every run asks. */
export class DynamoFunctionCatalogue implements FunctionCatalogue {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: Clock;
  readonly #reader: ItemReader<FunctionReleases>;
  #read: { readonly at: number; readonly releases: Promise<Releases> } | undefined;

  constructor(client: DynamoDBDocumentClient, table: string, { now, onUnreadable }: CatalogueOptions) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#reader = new ItemReader({ table, parse: readReleases, onUnreadable });
  }

  async all(pda: string): Promise<readonly CatalogueEntry[]> {
    const readable = [...(await this.#releases()).values()].filter(isReadable);
    return readable.flatMap((releases) => entryFor(releases, pda) ?? []);
  }

  async find(functionId: string, pda: string): Promise<CatalogueEntry | undefined> {
    const releases = (await this.#releases()).get(functionId);
    if (releases instanceof UnreadableItem) throw releases;
    return releases && entryFor(releases, pda);
  }

  #releases(): Promise<Releases> {
    const now = this.#now().getTime();
    if (!this.#read || now - this.#read.at > FRESH_MS) {
      const releases = this.#readAll();
      this.#read = { at: now, releases };
      // A failed read must not be served again.
      releases.catch(() => {
        this.#read = undefined;
      });
    }
    return this.#read.releases;
  }

  async #readAll(): Promise<Releases> {
    const read = new Map<string, FunctionReleases | UnreadableItem>();
    for await (const item of scan(this.#client, this.#table))
      read.set(String(item.functionId), this.#reader.tryToRead(item));
    return read;
  }
}
