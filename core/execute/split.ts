import type { BundleQuery } from '../model/data-bundle.ts';
import { jsonBytes } from '../model/json.ts';
import type { WindowRow } from '../ports.ts';

/** As many records as one invocation may carry, oldest first. */
export interface Part {
  readonly rows: readonly WindowRow[];
  /** Cursor of the last record in it, set-aside ones included. */
  readonly until: string;
  /** Distinct records. */
  readonly records: number;
  /** Of the serialised records. */
  readonly bytes: number;
  /** Records left out because no invocation can carry them. */
  readonly setAside: number;
}

export interface PartLimits {
  /** Room for serialised records. */
  readonly maxBytes: number;
  readonly maxRecords: number;
  /** A property's `limit` bounds one part, not the window. */
  readonly bundle: BundleQuery;
}

/** Collects records, given in creation order, into parts; a record is never cut. */
export class PartBuilder {
  readonly #limits: PartLimits;
  #rows: WindowRow[] = [];
  #byProperty = new Map<string, number>();
  #until: string | undefined;
  #records = 0;
  #bytes = 0;
  #setAside = 0;

  constructor(limits: PartLimits) {
    this.#limits = limits;
  }

  /** Adds one record (its rows share a cursor) and returns the part it no longer fits into, if any. */
  add(record: readonly [WindowRow, ...WindowRow[]]): Part | undefined {
    const rows = record.filter((row) => this.#limit(row.property) > 0);
    const bytes = rows.reduce((sum, row) => sum + jsonBytes(row.item) + 1, 0);
    if (bytes > this.#limits.maxBytes) {
      this.#setAside++;
      this.#until = record[0].cursor;
      return undefined;
    }
    const full = this.#fits(rows, bytes) ? undefined : this.take();
    for (const row of rows) this.#byProperty.set(row.property, this.#count(row.property) + 1);
    this.#rows.push(...rows);
    this.#records += rows.length > 0 ? 1 : 0;
    this.#bytes += bytes;
    this.#until = record[0].cursor;
    return full;
  }

  /** What has been collected, if anything; the builder starts anew. */
  take(): Part | undefined {
    if (this.#until === undefined) return undefined;
    const part = {
      rows: this.#rows,
      until: this.#until,
      records: this.#records,
      bytes: this.#bytes,
      setAside: this.#setAside,
    };
    this.#rows = [];
    this.#byProperty = new Map();
    this.#until = undefined;
    this.#records = this.#bytes = this.#setAside = 0;
    return part;
  }

  #fits(rows: readonly WindowRow[], bytes: number): boolean {
    if (rows.length === 0) return true;
    if (this.#bytes + bytes > this.#limits.maxBytes || this.#records + 1 > this.#limits.maxRecords)
      return false;
    return rows.every((row) => this.#count(row.property) + 1 <= this.#limit(row.property));
  }

  #count = (property: string) => this.#byProperty.get(property) ?? 0;

  #limit = (property: string) => this.#limits.bundle[property]?.limit ?? Number.POSITIVE_INFINITY;
}
