import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { assertFreeSpace } from './free-space.ts';
import { type Database, type Sql, SqlError, type SqlValue } from './sql.ts';
import type { WorkerReply, WorkerRequest } from './worker-messages.ts';

/** Opens (or makes) the embedded PostgreSQL in `directory`. Only one process may do so at a time. */
export async function openPglite(directory: string): Promise<Database> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const connection = new WorkerConnection(directory);
  await connection.query('select 1');
  return new PgliteDatabase(connection, directory);
}

/** The database was closed, or its thread has died. */
class DatabaseStopped extends Error {
  override readonly name = 'DatabaseStopped';
}

interface Waiting {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/** PGlite blocks its thread while a statement runs, hence a thread of its own. */
class WorkerConnection implements Sql {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended = false;

  constructor(directory: string) {
    const file = new URL('./pglite-worker.mjs', import.meta.url);
    this.#worker = new Worker(file, { workerData: { directory }, execArgv: [] });
    this.#worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('it has ended')));
  }

  async query<Row>(text: string, values: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return (await this.#send({ text, values })) as readonly Row[];
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#send({ close: true });
    await this.#worker.terminate();
  }

  #send(request: { text: string; values: readonly SqlValue[] } | { close: true }) {
    if (this.#ended) return Promise.reject(new DatabaseStopped('The PDA database is closed.'));
    const id = ++this.#lastId;
    return new Promise<readonly unknown[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...request } satisfies WorkerRequest);
    });
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('rows' in reply) waiting?.resolve(reply.rows);
    else waiting?.reject(new SqlError(reply.failed.message, reply.failed.code));
  }

  #end(cause: Error): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) {
      reject(new DatabaseStopped('The PDA database stopped; restart the engine.', { cause }));
    }
    this.#waiting.clear();
  }
}

/** One connection: whoever runs a transaction has it alone until the transaction ends. */
class PgliteDatabase implements Database {
  readonly #connection: WorkerConnection;
  readonly #directory: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: WorkerConnection, directory: string) {
    this.#connection = connection;
    this.#directory = directory;
  }

  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.#alone(() => this.#connection.query<Row>(text, values));
  }

  /** @throws DiskFull before anything is written */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await assertFreeSpace(this.#directory);
    return this.#between('begin', work);
  }

  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#between('begin isolation level repeatable read read only', work);
  }

  close(): Promise<void> {
    return this.#alone(() => this.#connection.close());
  }

  #between<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#connection.query(begin);
      try {
        const result = await work(this.#connection);
        await this.#connection.query('commit');
        return result;
      } catch (error) {
        await this.#connection.query('rollback');
        throw error;
      }
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
