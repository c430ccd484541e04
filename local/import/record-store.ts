import type { Json } from '../../core/model/json.ts';
import type { EngineClient } from '../http/engine-client.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import type { Batch } from './batches.ts';
import type { Origin } from './exported/origin.ts';
import { type ImportProblem, type ImportRecord, problem } from './import-item.ts';
import type { Stored } from './import-items.ts';

/** Puts records into a PDA by the routes that every PDA has; a record that it does not take never stops the others. */
export class RecordStore {
  readonly #client: EngineClient;
  readonly #origin: Origin;

  /** @param origin knows which records were exported from this very PDA */
  constructor(client: EngineClient, origin: Origin) {
    this.#client = client;
    this.#origin = origin;
  }

  /** @throws EngineRequestFailed when the PDA cannot be reached, or refuses everything */
  async store(batch: Batch): Promise<Stored> {
    const records = await this.#origin.without(batch.records);
    return this.#store({ ...batch, records });
  }

  async #store(batch: Batch): Promise<Stored> {
    if (batch.records.length === 0) return { fresh: 0, refused: [] };
    try {
      const saved = await (batch.asWhole ? this.#postWhole(batch) : this.#postData(batch));
      return { fresh: Array.isArray(saved) ? saved.length : 0, refused: [] };
    } catch (error) {
      if (!(error instanceof EngineRequestFailed) || !isAboutRecords(error)) throw error;
      return this.#storeApart(batch, error);
    }
  }

  /** PDAs refuse a batch for one of its records: halving finds it, while the others go in. */
  async #storeApart(batch: Batch, refusal: EngineRequestFailed): Promise<Stored> {
    const [only, ...others] = batch.records;
    if (only && others.length === 0) return { fresh: 0, refused: refusalOf(only, refusal) };
    const half = Math.ceil(batch.records.length / 2);
    const first = await this.#store({ ...batch, records: batch.records.slice(0, half) });
    const second = await this.#store({ ...batch, records: batch.records.slice(half) });
    return { fresh: first.fresh + second.fresh, refused: [...first.refused, ...second.refused] };
  }

  #postData({ endpoint, records }: Batch): Promise<Json> {
    const body = records.map(({ data }) => data);
    return this.#client.post(`/api/v2.6/data/${endpoint}?skipErrors=true`, body);
  }

  /** Where `skipErrors` is unknown here, a duplicate is refused and found by halving. */
  #postWhole({ records }: Batch): Promise<Json> {
    return this.#client.post('/api/v2.6/data-batch?skipErrors=true', records.map(asEndpointData));
  }
}

function isAboutRecords({ status }: EngineRequestFailed): boolean {
  return status === 400 || status === 413;
}

function refusalOf({ where }: ImportRecord, { cause, remedy }: EngineRequestFailed): ImportProblem[] {
  return cause.endsWith('Duplicate data')
    ? []
    : [problem(where, `is refused by the PDA (${cause}): ${remedy}`)];
}

function asEndpointData({ endpoint, data, sourceUniqueId, sourceTimestamp, links }: ImportRecord): Json {
  return {
    endpoint,
    ...(sourceUniqueId !== undefined && { sourceUniqueId }),
    ...(sourceTimestamp !== undefined && { sourceTimestamp }),
    data,
    ...(links && { links: links.map((link) => ({ ...link }) as Json) }),
  };
}
