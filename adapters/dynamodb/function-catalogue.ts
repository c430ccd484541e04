import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UnreadableItem } from '../../core/errors.ts';
import { CATALOGUE_AGE_MS } from '../../core/execute/timing.ts';
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
  /** How old may be what it answers from. @default CATALOGUE_AGE_MS */
  readonly ageMs?: number | undefined;
  readonly onUnreadable: OnUnreadable;
}

/** The registered functions in DynamoDB; read whole and kept for a while, since every run asks. */
export class DynamoFunctionCatalogue implements FunctionCatalogue {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: Clock;
  readonly #ageMs: number;
  readonly #reader: ItemReader<FunctionReleases>;
  #read: { readonly at: number; readonly releases: Promise<Releases> } | undefined;

  constructor(
    client: DynamoDBDocumentClient,
    table: string,
    { now, ageMs = CATALOGUE_AGE_MS, onUnreadable }: CatalogueOptions,
  ) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#ageMs = ageMs;
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
    if (!this.#read || now - this.#read.at > this.#ageMs) {
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
