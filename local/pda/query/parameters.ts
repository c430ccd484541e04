import type { SqlValue } from '../store/sql.ts';
import { EvaluationError } from './evaluation-error.ts';

/** About half of what the protocol can carry. */
const MOST = 32_000;

/** Collects a statement's values while its text is put together. */
export class Parameters {
  readonly values: SqlValue[] = [];

  /**
   * @returns the placeholder that stands for `value`, e.g. `$3`
   * @throws EvaluationError when there are too many for one statement
   */
  add(value: SqlValue): string {
    if (this.values.length === MOST) {
      throw new EvaluationError(
        'the query has too many endpoints and filters for one statement: ask for less at once',
      );
    }
    this.values.push(storable(value));
    return `$${this.values.length}`;
  }
}

/** The database knows no NUL characters in text, and what it stores of records has none either. */
function storable(value: SqlValue): SqlValue {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (typeof value === 'object' && value !== null) return value.map((text) => text.replaceAll('\0', ''));
  return value;
}
