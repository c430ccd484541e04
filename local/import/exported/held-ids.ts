import * as z from 'zod/mini';
import { readEndpoint } from '../../export/read-endpoint.ts';
import type { EngineClient } from '../../http/engine-client.ts';
import { parseRecord } from '../raw-record.ts';
import type { Seen } from './seen.ts';

/** Questions after which reading the whole endpoint is worth it. */
const MANY = 1000;

const withIdSchema = z.object({ recordId: z.string() });

/** The ids of an endpoint's records, of which many may be asked for. */
export class HeldIds {
  readonly #client: EngineClient;
  readonly #endpoint: string;
  readonly #ids: Seen;
  #asked = 0;
  #reading: Promise<void> | undefined;

  /** @param ids filled by all endpoints together: an id is of one of them only */
  constructor(client: EngineClient, endpoint: string, ids: Seen) {
    this.#client = client;
    this.#endpoint = endpoint;
    this.#ids = ids;
  }

  /** @returns false when the PDA certainly held no such record when that was looked up */
  async mayHold(recordId: string): Promise<boolean> {
    this.#asked += 1;
    if (this.#asked <= MANY) return true;
    this.#reading ??= this.#read();
    await this.#reading;
    return this.#ids.has(recordId.toLowerCase());
  }

  async #read(): Promise<void> {
    for await (const records of readEndpoint(this.#client, this.#endpoint)) {
      for (const raw of records) {
        const parsed = parseRecord(raw);
        const id = withIdSchema.safeParse('value' in parsed ? parsed.value : undefined).data?.recordId;
        if (id !== undefined) this.#ids.add(id.toLowerCase());
      }
    }
  }
}
