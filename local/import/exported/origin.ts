import { listEndpoints } from '../../export/list-endpoints.ts';
import type { EngineClient } from '../../http/engine-client.ts';
import { EngineRequestFailed } from '../../http/engine-request-failed.ts';
import type { ImportRecord } from '../import-item.ts';
import { HeldIds } from './held-ids.ts';
import { Seen } from './seen.ts';

const AT_ONCE = 10;

/**
 * Tells which records of an export the PDA still holds under their own ids: those it was exported from. What
 * functions derived would else go in anew, since a PDA takes equal content from them twice.
 */
export class Origin {
  readonly #client: EngineClient;
  /** Endpoints that held records when the import began; undefined when the PDA does not say. */
  #endpoints: Promise<ReadonlySet<string> | undefined> | undefined;
  readonly #held = new Map<string, HeldIds>();
  readonly #ids = new Seen();

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /** @returns the records that the PDA does not hold under their ids */
  async without(records: readonly ImportRecord[]): Promise<readonly ImportRecord[]> {
    if (!records.some(({ recordId }) => recordId !== undefined)) return records;
    this.#endpoints ??= this.#listEndpoints();
    const endpoints = await this.#endpoints;
    const strangers: ImportRecord[] = [];
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const some = records.slice(start, start + AT_ONCE);
      const held = await Promise.all(some.map((record) => this.#holds(record, endpoints)));
      strangers.push(...some.filter((_, index) => !held[index]));
    }
    return strangers;
  }

  async #holds(
    { recordId, endpoint }: ImportRecord,
    endpoints: ReadonlySet<string> | undefined,
  ): Promise<boolean> {
    if (recordId === undefined || endpoints?.has(endpoint) === false) return false;
    if (!(await this.#idsOf(endpoint).mayHold(recordId))) return false;
    try {
      await this.#client.get(`/api/v2.6/data-record/${recordId}`);
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  #idsOf(endpoint: string): HeldIds {
    const known = this.#held.get(endpoint) ?? new HeldIds(this.#client, endpoint, this.#ids);
    this.#held.set(endpoint, known);
    return known;
  }

  async #listEndpoints(): Promise<ReadonlySet<string> | undefined> {
    try {
      return new Set(await listEndpoints(this.#client));
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof EngineRequestFailed && [400, 403, 404].includes(error.status ?? 0);
}
