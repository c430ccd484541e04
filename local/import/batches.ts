import { type Json, jsonBytes } from '../../core/model/json.ts';

/** Records that go to one endpoint in one request. */
export interface Batch {
  readonly endpoint: string;
  readonly records: readonly Json[];
}

const MAX_RECORDS = 100;
const MAX_BYTES = 1_000_000;
const BRACKETS = 2;

/** Gathers records into batches of at most 100 records and 1 MB of JSON, by endpoint. */
export class Batches {
  readonly #open = new Map<string, { readonly records: Json[]; bytes: number }>();

  /** @returns the batch that had no room left for `record`, if there was one */
  add(endpoint: string, record: Json): Batch | undefined {
    const bytes = jsonBytes(record) + 1;
    const open = this.#open.get(endpoint);
    if (open && open.records.length < MAX_RECORDS && open.bytes + bytes <= MAX_BYTES) {
      open.records.push(record);
      open.bytes += bytes;
      return undefined;
    }
    this.#open.set(endpoint, { records: [record], bytes: bytes + BRACKETS });
    return open && { endpoint, records: open.records };
  }

  /** @returns what has been gathered and not been given out yet */
  rest(): readonly Batch[] {
    return [...this.#open].map(([endpoint, { records }]) => ({ endpoint, records }));
  }
}
