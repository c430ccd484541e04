import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DatabaseUnavailable, OVERDUE, type Sql, SqlError, type SqlValue } from './sql.ts';
import type { WorkerReply, WorkerRequest } from './worker-messages.ts';

type Request = { readonly text: string; readonly values: readonly SqlValue[] } | { readonly close: true };

interface Waiting {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/**
 * The embedded database in a thread of its own, since it blocks its thread while a statement runs, and knows no time
 * limit: a statement that outlasts its limit is ended together with the thread. An ended connection answers nothing
 * more; what it had not committed is lost, and the directory can be opened anew once `gone` resolves.
 */
export class PgliteConnection {
  readonly gone: Promise<unknown>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended = false;

  private constructor(directory: string) {
    const file = new URL('./pglite-worker.mjs', import.meta.url);
    this.#worker = new Worker(file, { workerData: { directory }, execArgv: [] });
    this.gone = once(this.#worker, 'exit').catch(() => undefined);
    this.#worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    this.#worker.on('error', (cause) => this.#end(stopped(cause)));
    this.#worker.on('exit', () => this.#end(stopped()));
  }

  static async open(directory: string): Promise<PgliteConnection> {
    const connection = new PgliteConnection(directory);
    await new Promise((resolve, reject) => connection.#waiting.set(0, { resolve, reject }));
    return connection;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Statements that take at most `limitMs` each, as long as the connection lasts. */
  within(limitMs: number): Sql {
    return {
      query: async <Row>(text: string, values: readonly SqlValue[] = []) =>
        (await this.#sendWithin(limitMs, { text, values })) as readonly Row[],
    };
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#send({ close: true });
    this.#end(stopped());
    await this.#worker.terminate();
  }

  async #sendWithin(limitMs: number, request: Request): Promise<readonly unknown[]> {
    let isAnswered = false;
    // Timers count whole milliseconds: one that is early would end the connection before the transaction's time is over.
    const wholeMs = Math.ceil(limitMs) + 1;
    const timer = setTimeout(() => {
      // The answer may wait to be received already, when this thread was the busy one.
      setImmediate(() => setImmediate(() => isAnswered || this.#endOverdue(limitMs)));
    }, wholeMs);
    try {
      return await this.#send(request);
    } finally {
      isAnswered = true;
      clearTimeout(timer);
    }
  }

  #send(request: Request): Promise<readonly unknown[]> {
    if (this.#ended) return Promise.reject(stopped());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
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

  #endOverdue(limitMs: number): void {
    this.#end(new SqlError(`the statement was ended after ${limitMs} ms`, OVERDUE));
    void this.#worker.terminate();
  }

  #end(error: Error): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function stopped(cause?: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'The embedded PDA database has stopped: try again; if it stays so, restart the engine.',
    { cause },
  );
}
