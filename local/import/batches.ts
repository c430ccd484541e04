import { jsonBytes } from '../../core/model/json.ts';
import type { ImportRecord } from './import-item.ts';

/** Records of one endpoint that go in one request. */
export interface Batch {
  readonly endpoint: string;
  /** Whether they bring more than their content: what identifies them, when it was made, what belongs to it. */
  readonly asWhole: boolean;
  readonly records: readonly ImportRecord[];
}

interface OpenBatch extends Batch {
  readonly records: ImportRecord[];
  bytes: number;
}

const MAX_RECORDS = 100;
const MAX_BYTES = 1_000_000;
/** Bytes of all that wait, however many endpoints they are for. */
const MAX_OPEN_BYTES = 16_000_000;

/**
 * Gathers records into batches of at most 100 records and 1 MB of JSON, by endpoint. Records of an endpoint stay in
 * their order.
 */
export class Batches {
  readonly #open = new Map<string, OpenBatch>();
  #bytes = 0;

  /** @returns the batches that have to go before `record` can wait */
  add(record: ImportRecord): readonly Batch[] {
    const [bytes, asWhole] = [jsonBytes(record) + 1, isWhole(record)];
    const full: Batch[] = [];
    const open = this.#open.get(record.endpoint);
    const hasRoom = open && open.records.length < MAX_RECORDS && open.bytes + bytes <= MAX_BYTES;
    if (open && (!hasRoom || open.asWhole !== asWhole)) full.push(this.#close(open));
    for (const [, oldest] of this.#open) {
      if (this.#bytes + bytes <= MAX_OPEN_BYTES) break;
      full.push(this.#close(oldest));
    }
    const batch = this.#open.get(record.endpoint) ?? this.#begin(record.endpoint, asWhole);
    batch.records.push(record);
    batch.bytes += bytes;
    this.#bytes += bytes;
    return full;
  }

  /** @returns what has been gathered and not been given out yet */
  rest(): readonly Batch[] {
    return [...this.#open.values()];
  }

  #begin(endpoint: string, asWhole: boolean): OpenBatch {
    const batch = { endpoint, asWhole, records: [], bytes: 0 };
    this.#open.set(endpoint, batch);
    return batch;
  }

  #close(batch: OpenBatch): Batch {
    this.#open.delete(batch.endpoint);
    this.#bytes -= batch.bytes;
    return batch;
  }
}

function isWhole({ endpoint, sourceUniqueId, sourceTimestamp, links }: ImportRecord): boolean {
  // Routes of an endpoint begin with its namespace; an endpoint that is nothing else can only be written whole.
  return (
    [sourceUniqueId, sourceTimestamp, links].some((part) => part !== undefined) || !endpoint.includes('/')
  );
}
