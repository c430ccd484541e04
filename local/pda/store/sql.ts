import { EngineError } from '../../../core/errors.ts';

/** What a statement may carry; JSON travels as its text and is cast with `::jsonb`. */
export type SqlValue = string | number | boolean | null | readonly string[];

/** Runs single statements of PostgreSQL 15 or newer; values are always parameters. */
export interface Sql {
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** A database whose session time zone is UTC: the embedded one, or a server. */
export interface Database extends Sql {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Read-only; all statements of `work` see the same committed state, and share one time limit. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The longest that may be taken, in ms: by a snapshot, which a client's query may be, and by any other statement. */
export interface StatementLimits {
  readonly readMs: number;
  readonly otherMs: number;
}

export const STATEMENT_LIMITS: StatementLimits = { readMs: 30_000, otherMs: 600_000 };

/** SQLSTATE of a statement that outlasted its limit. */
export const OVERDUE = '57014';

/**
 * A statement failed. `code` is the SQLSTATE. The message may quote stored values: it must reach neither logs
 * nor replies.
 */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The database cannot be asked, now or any more. The message says what to do; it holds neither data nor password. */
export class DatabaseUnavailable extends EngineError {
  override readonly name = 'DatabaseUnavailable';
}
