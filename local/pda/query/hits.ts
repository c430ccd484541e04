/** A record of a result, and the endpoint query that found it first. */
export interface Hit {
  readonly branch: number;
  readonly id: string;
}

const BRANCH_BYTES = 2;
const HIT_BYTES = BRANCH_BYTES + 16;

/** Aggregate of rows with `branch` and `id`, in the order they come, as Hits reads it. */
export const PACKED_HITS = `string_agg(int2send(branch::int2) || uuid_send(id), ''::bytea)`;

/** The records of a result in its order: 18 bytes each, so that a million of them is no matter. */
export class Hits {
  readonly #packed: Buffer;
  readonly length: number;

  /** @param packed what PACKED_HITS gives, null for none */
  constructor(packed: Uint8Array | null) {
    this.#packed = Buffer.from(packed ?? []);
    this.length = this.#packed.length / HIT_BYTES;
  }

  slice(start: number, end: number): readonly Hit[] {
    const last = Math.min(end, this.length);
    return Array.from({ length: Math.max(0, last - start) }, (_, offset) => this.#at(start + offset));
  }

  /** Numbers of the endpoint queries that found something. */
  branches(): ReadonlySet<number> {
    const found = new Set<number>();
    for (let position = 0; position < this.length; position += 1) found.add(this.#branchAt(position));
    return found;
  }

  /** The same without repeats: a record that two endpoint queries found is one item, shaped as the first says. */
  firstOfEach(): Hits {
    const seen = new Set<string>();
    const kept: Buffer[] = [];
    for (let start = 0; start < this.#packed.length; start += HIT_BYTES) {
      const hit = this.#packed.subarray(start, start + HIT_BYTES);
      const id = hit.toString('latin1', BRANCH_BYTES);
      if (!seen.has(id)) kept.push(hit);
      seen.add(id);
    }
    return new Hits(Buffer.concat(kept));
  }

  #at(position: number): Hit {
    const start = position * HIT_BYTES + BRANCH_BYTES;
    const hex = this.#packed.toString('hex', start, start + 16);
    const id = [0, 8, 12, 16, 20].map((from, part) => hex.slice(from, [8, 12, 16, 20, 32][part])).join('-');
    return { branch: this.#branchAt(position), id };
  }

  #branchAt(position: number): number {
    return this.#packed.readInt16BE(position * HIT_BYTES);
  }
}

/** A row with PACKED_HITS as `packed`. */
export interface PackedRow {
  readonly packed: Uint8Array | null;
}
