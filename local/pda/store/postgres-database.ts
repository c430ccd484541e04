import { DatabaseError, Pool, type PoolClient } from 'pg';
import { DiskFull } from './free-space.ts';
import { assertReadable, assertSuitable, unreachable, withOptions } from './postgres-server.ts';
import {
  type Database,
  type Sql,
  SqlError,
  type SqlValue,
  STATEMENT_LIMITS,
  type StatementLimits,
} from './sql.ts';
import { timedSql } from './timed-sql.ts';

const CONNECT_MS = 10_000;
const CONNECTIONS = 10;

/** Whatever the server or the database is configured for, each session is as the queries expect it. */
const SESSION = [
  '-c TimeZone=UTC -c DateStyle=ISO,MDY -c jit=off -c work_mem=64MB',
  // What waits for another transaction must see what that has done.
  '-c default_transaction_isolation=read\\ committed -c default_transaction_read_only=off',
].join(' ');

/** Part of its time that a snapshot may take longer: so seldom is the server told what is left of it. */
const TIME_SLACK = 1 / 30;

const DISK_FULL = '53100';

/** SQLSTATEs of a server that goes away, takes nobody in, or knows neither us nor the database. */
const AWAY = /^(08|57P|53300|28|3D000)/;

/**
 * Opens a database of a PostgreSQL server.
 * @param url `postgres://user:password@host:port/database`, or a socket: `postgres:///database?host=/run/postgresql`
 * @param silenceMs how much later than a statement's limit its answer may come
 * @throws DatabaseUnavailable when it cannot be reached, InvalidInput when it sorts otherwise or is too old
 */
export async function openPostgres(
  url: string,
  limits = STATEMENT_LIMITS,
  silenceMs = CONNECT_MS,
): Promise<Database> {
  assertReadable(url);
  const pool = new Pool({
    connectionString: withOptions(url, SESSION),
    application_name: 'smart-hat-engine',
    options: SESSION,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    statement_timeout: limits.otherMs,
    // For a server that vanished without a word.
    query_timeout: limits.otherMs + silenceMs,
  });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on('error', () => undefined);
  const database = new PostgresDatabase(pool, url, limits);
  try {
    await assertSuitable(database);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

class PostgresDatabase implements Database {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #limits: StatementLimits;

  constructor(pool: Pool, url: string, limits: StatementLimits) {
    this.#pool = pool;
    this.#url = url;
    this.#limits = limits;
  }

  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.#with((sql) => sql.query<Row>(text, values));
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#between('begin isolation level read committed read write', work);
  }

  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const limitMs = this.#limits.readMs;
    let grantedMs = limitMs;
    return this.#between(
      `begin isolation level repeatable read read only; set local statement_timeout = ${limitMs}`,
      (sql) =>
        work(
          timedSql(limitMs, async <Row>(leftMs: number, text: string, values?: readonly SqlValue[]) => {
            if (grantedMs - leftMs > limitMs * TIME_SLACK) {
              grantedMs = Math.ceil(leftMs);
              await sql.query(`set local statement_timeout = ${grantedMs}`);
            }
            return sql.query<Row>(text, values);
          }),
        ),
    );
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  #between<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#with(async (sql) => {
      await sql.query(begin);
      try {
        const result = await work(sql);
        await sql.query('commit');
        return result;
      } catch (error) {
        await sql.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  async #with<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error) => Promise.reject(this.#translate(error)));
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(this.#sqlOf(client, onError, () => broken));
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Once something else than the server's answer ends a statement, it may go on there: the connection is of no more use. */
  #sqlOf(client: PoolClient, onError: (error: Error) => void, broken: () => Error | undefined): Sql {
    return {
      query: async <Row>(text: string, values?: readonly SqlValue[]) => {
        const reason = broken();
        if (reason) throw this.#translate(reason);
        try {
          // Without values the simple protocol is used, which takes several statements.
          return (await client.query(text, values && [...values])).rows as Row[];
        } catch (error) {
          if (!(error instanceof DatabaseError)) onError(error as Error);
          throw this.#translate(error);
        }
      },
    };
  }

  #translate(error: unknown): Error {
    if (error instanceof DatabaseError && error.code === DISK_FULL) return new DiskFull(0);
    if (error instanceof DatabaseError && error.code && !AWAY.test(error.code)) {
      return new SqlError(error.message, error.code);
    }
    return unreachable(this.#url, error);
  }
}
