import { Client, DatabaseError } from 'pg';
import { EngineError } from '../../../core/errors.ts';
import { placeOf, unreachable } from './postgres-server.ts';
import { type Database, DatabaseUnavailable } from './sql.ts';

/** The letters SHE. A database's advisory locks are its own: engines with others on the same server do not meet. */
const KEY = 0x53_48_45;

/** How long a start waits, in ms: the server may take a moment to notice that an engine was killed. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 2_000;
const CONNECT_MS = 10_000;
const LOCK_TIMEOUT = '55P03';

/** Whatever the server is configured for, it ends neither a connection that is silent nor one that waits. */
const SESSION = '-c idle_session_timeout=0 -c statement_timeout=0';

/** Another engine works on the database. */
export class DatabaseInUse extends EngineError {
  override readonly name = 'DatabaseInUse';
}

export interface LockOptions {
  /** Called before it counts as held again: others may have written meanwhile. */
  readonly regained: () => void;
  /** Gets a line when the lock is lost, and when it is held again. */
  readonly report: (line: string) => void;
  /** Ends early when `signal` aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Takes a database for this process alone, by a lock that the server gives up with the connection that holds it:
 * what is known of people, and which data events are under way, is in the memory of one engine.
 *
 * @throws DatabaseInUse, DatabaseUnavailable
 */
export async function lockDatabase(url: string, options: LockOptions): Promise<DatabaseLock> {
  return new DatabaseLock(url, options, await hold(url, PATIENCE_MS));
}

/** Held until it is closed, or its connection breaks; then it is asked for again until it is held. */
class DatabaseLock {
  readonly #url: string;
  readonly #options: LockOptions;
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;
  #holder: Client | undefined;

  constructor(url: string, options: LockOptions, holder: Client) {
    this.#url = url;
    this.#options = options;
    this.#keep(holder);
    this.#watching = this.#watch();
  }

  /** @throws DatabaseUnavailable while another engine may have the database */
  assertHeld(): void {
    if (!this.#holder) throw new DatabaseUnavailable(`${lostOf(this.#url)}.`);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#watching;
    const holder = this.#holder;
    this.#holder = undefined;
    await holder?.end();
  }

  #keep(holder: Client): void {
    this.#holder = holder;
    holder.once('end', () => this.#lose(holder));
  }

  #lose(holder: Client): void {
    if (this.#holder !== holder) return;
    this.#holder = undefined;
    if (!this.#stop.signal.aborted) {
      this.#options.report(`${lostOf(this.#url)}: nothing is read or written until it has it again.`);
    }
    void holder.end().catch(() => undefined);
  }

  /** A server that vanished without a word is noticed long before it gives the lock to somebody else. */
  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#options.wait(LOOK_EVERY_MS, this.#stop.signal);
      const holder = this.#holder;
      if (this.#stop.signal.aborted) return;
      if (holder) await holder.query('select 1').catch(() => this.#lose(holder));
      else await this.#regain();
    }
  }

  async #regain(): Promise<void> {
    const holder = await hold(this.#url, 1).catch(() => undefined);
    if (!holder) return;
    this.#options.regained();
    this.#keep(holder);
    this.#options.report(`The PDA database ${placeOf(this.#url)} is this engine's again.`);
  }
}

/** The database as long as the lock is held; closing it gives up the lock. */
export function whileLocked(lock: DatabaseLock, database: Database): Database {
  return {
    query: async (...statement) => {
      lock.assertHeld();
      return database.query(...statement);
    },
    transaction: async (work) => {
      lock.assertHeld();
      return database.transaction(async (sql) => {
        const result = await work(sql);
        lock.assertHeld();
        return result;
      });
    },
    snapshot: async (work) => {
      lock.assertHeld();
      return database.snapshot(work);
    },
    close: async () => {
      await database.close();
      await lock.close();
    },
  };
}

/** A connection that holds the lock. */
async function hold(url: string, patienceMs: number): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'smart-hat-engine',
    options: `${SESSION} -c lock_timeout=${patienceMs}`,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
    keepAlive: true,
  });
  // It ends then, too, which is what counts.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [KEY]);
    return client;
  } catch (error) {
    const isTaken = error instanceof DatabaseError && error.code === LOCK_TIMEOUT;
    const problem = isTaken ? await inUse(client, url) : unreachable(url, error);
    await client.end().catch(() => undefined);
    throw problem;
  }
}

async function inUse(client: Client, url: string): Promise<DatabaseInUse> {
  const { rows } = await client
    .query<{ pid: number; address: string | null }>(
      `select pid, host(client_addr) as address from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and classid = 0 and objid = $1 and objsubid = 1
         and database = (select oid from pg_database where datname = current_database())`,
      [KEY],
    )
    .catch(() => ({ rows: [] }));
  const [holder] = rows;
  const who = holder
    ? ` (server process ${holder.pid}, from ${holder.address ?? 'the machine it runs on'})`
    : '';
  return new DatabaseInUse(
    `Another engine is using the PDA database ${placeOf(url)}${who}: stop that engine, or name another database ` +
      'in SHE_PDA_DATABASE_URL.',
  );
}

function lostOf(url: string): string {
  return `The PDA database ${placeOf(url)} is not this engine's alone at the moment`;
}
