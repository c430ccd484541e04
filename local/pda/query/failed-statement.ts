import { UNREADABLE_VALUE } from '../store/schema/extract.ts';
import { OVERDUE, SqlError } from '../store/sql.ts';
import { EvaluationError } from './evaluation-error.ts';

/** SQLSTATE classes that a query's own values bring about: data exception, limit exceeded. */
const QUERY_FAULTS = ['22', '54'];

/**
 * Runs statements made from a client's query; what only its values can have broken is an EvaluationError.
 * @param place what is asked for, as the client knows it
 */
export async function readable<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    if (error.code === UNREADABLE_VALUE) throw new EvaluationError(error.message);
    if (error.code === OVERDUE) {
      throw new EvaluationError(
        `${place}: it takes too long to find; ask for fewer endpoints, or filter with "contains" and an exact value`,
      );
    }
    if (QUERY_FAULTS.some((fault) => error.code.startsWith(fault))) {
      throw new EvaluationError(
        `${place}: a filter cannot be applied to a stored value (SQLSTATE ${error.code})`,
      );
    }
    throw error;
  }
}
