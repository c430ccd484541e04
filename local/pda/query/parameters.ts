import type { SqlValue } from '../store/sql.ts';

/** Collects a statement's values while its text is put together. */
export class Parameters {
  readonly values: SqlValue[] = [];

  /** @returns the placeholder that stands for `value`, e.g. `$3`. */
  add(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
