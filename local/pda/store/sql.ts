/** What a statement may carry; JSON travels as its text and is cast with `::jsonb`. */
export type SqlValue = string | number | boolean | null | readonly string[];

/** Runs single statements of PostgreSQL 15 or newer; values are always parameters. */
export interface Sql {
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** A database whose session time zone is UTC. Nothing here is particular to PGlite: a pool of `pg` fits too. */
export interface Database extends Sql {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Read-only; all statements of `work` see the same committed state. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

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
