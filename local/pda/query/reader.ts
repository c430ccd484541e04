import { UNREADABLE_VALUE } from '../store/schema/extract.ts';
import { type Database, OVERDUE, type Sql, SqlError } from '../store/sql.ts';
import { EvaluationError } from './evaluation-error.ts';

/** SQLSTATE classes that a query's own values bring about: data exception, limit exceeded. */
const QUERY_FAULTS = ['22', '54'];

/** Runs statements made from a client's query. */
export interface Reader extends Sql {
  /** Whether filters are to be written so that they say where they fail, which takes several times as long. */
  readonly isLocating?: boolean;
}

/**
 * Does `work` in a snapshot, and once more, locating, when a stored value broke it.
 * @param place what is asked for, as the client knows it
 * @throws EvaluationError for what only the query's or the records' values can have broken
 */
export async function readSnapshot<T>(
  database: Database,
  place: string,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  try {
    return await database.snapshot(work);
  } catch (error) {
    if (!isQueryFault(error)) throw asEvaluationError(place, error);
  }
  try {
    return await database.snapshot((sql) =>
      work({ query: (text, values) => sql.query(text, values), isLocating: true }),
    );
  } catch (error) {
    throw asEvaluationError(place, error);
  }
}

function isQueryFault(error: unknown): boolean {
  return error instanceof SqlError && QUERY_FAULTS.some((fault) => error.code.startsWith(fault));
}

function asEvaluationError(place: string, error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  if (error.code === UNREADABLE_VALUE) return new EvaluationError(error.message);
  if (error.code === OVERDUE) {
    const remedy = 'ask for fewer endpoints, or filter with "contains" and an exact value';
    return new EvaluationError(`${place}: it takes too long to find; ${remedy}`);
  }
  if (!isQueryFault(error)) return error;
  return new EvaluationError(
    `${place}: a filter cannot be applied to a stored value (SQLSTATE ${error.code})`,
  );
}
