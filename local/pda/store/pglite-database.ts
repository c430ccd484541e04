import { mkdir } from 'node:fs/promises';
import { assertFreeSpace } from './free-space.ts';
import { PgliteConnection } from './pglite-connection.ts';
import { PgliteUpkeep } from './pglite-upkeep.ts';
import {
  type Database,
  DatabaseUnavailable,
  type Sql,
  type SqlValue,
  STATEMENT_LIMITS,
  type StatementLimits,
} from './sql.ts';
import { timedSql } from './timed-sql.ts';

/** Opens (or makes) the embedded PostgreSQL in `directory`. Only one process may do so at a time. */
export async function openPglite(directory: string, limits = STATEMENT_LIMITS): Promise<Database> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return new PgliteDatabase(directory, limits, await PgliteConnection.open(directory));
}

/**
 * One connection: whoever runs a transaction has it alone until the transaction ends. When it ended with a statement
 * that took too long, the next in turn opens another.
 */
class PgliteDatabase implements Database {
  readonly #directory: string;
  readonly #limits: StatementLimits;
  readonly #upkeep = new PgliteUpkeep();
  #connection: PgliteConnection;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(directory: string, limits: StatementLimits, connection: PgliteConnection) {
    this.#directory = directory;
    this.#limits = limits;
    this.#connection = connection;
  }

  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.#alone((connection) => connection.within(this.#limits.otherMs).query<Row>(text, values));
  }

  /** @throws DiskFull before anything is written */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await assertFreeSpace(this.#directory);
    const result = await this.#alone((connection) =>
      between(connection, connection.within(this.#limits.otherMs), 'begin', work),
    );
    // What was committed is so whatever becomes of this; nobody waits for it but who comes next.
    this.#alone((connection) => this.#upkeep.afterCommit(connection.within(this.#limits.otherMs))).catch(
      () => undefined,
    );
    return result;
  }

  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#alone((connection) => reading(connection, this.#limits, work));
  }

  /** Waits for what was asked before. */
  close(): Promise<void> {
    return this.#inTurn(() => {
      this.#isClosed = true;
      return this.#connection.close();
    });
  }

  #alone<T>(work: (connection: PgliteConnection) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => work(await this.#live()));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #live(): Promise<PgliteConnection> {
    if (this.#isClosed) throw new DatabaseUnavailable('The embedded PDA database is closed.');
    if (this.#connection.ended) {
      await this.#connection.gone;
      this.#connection = await PgliteConnection.open(this.#directory);
    }
    return this.#connection;
  }
}

async function between<T>(
  connection: PgliteConnection,
  sql: Sql,
  begin: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  await sql.query(begin);
  try {
    const result = await work(sql);
    await sql.query('commit');
    return result;
  } catch (error) {
    if (!connection.ended) await sql.query('rollback');
    throw error;
  }
}

/**
 * Waits for nothing but the answers to `work`, since each way to the thread and back is felt: statements are carried
 * out in the order they are sent. There is nothing to commit.
 */
async function reading<T>(
  connection: PgliteConnection,
  { readMs, otherMs }: StatementLimits,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  // What ends the snapshot must not be refused for being late.
  const sql = connection.within(otherMs);
  const begun = sql.query('begin isolation level repeatable read read only');
  begun.catch(() => undefined);
  try {
    const result = await work(
      timedSql(readMs, (leftMs, ...rest) => connection.within(leftMs).query(...rest)),
    );
    await begun;
    return result;
  } finally {
    sql.query('rollback').catch(() => undefined);
  }
}
