import { OVERDUE, type Sql, SqlError, type SqlValue } from './sql.ts';

/** Runs one statement that may take `leftMs`. */
type Within = <Row>(leftMs: number, text: string, values?: readonly SqlValue[]) => Promise<readonly Row[]>;

/** Statements that may take `limitMs` together, from now on; one that would begin later fails at once. */
export function timedSql(limitMs: number, run: Within): Sql {
  const end = performance.now() + limitMs;
  return {
    query: async <Row>(text: string, values?: readonly SqlValue[]) => {
      const leftMs = end - performance.now();
      if (leftMs > 0) return run<Row>(leftMs, text, values);
      throw new SqlError(`the statements before took all of ${limitMs} ms`, OVERDUE);
    },
  };
}
