import { type DataEvent, dataEventSchema } from '../../../core/model/data-event.ts';
import type { Database, Sql } from './sql.ts';

const PAGE = 500;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 30_000;

export interface OutboxOptions {
  /** Takes events over; may get the same event again. When it throws, it is asked again later. */
  readonly publish: (events: readonly DataEvent[]) => Promise<void>;
  /** Waits before a retry; ends early when `signal` aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Gets a line about each failure, for the operator. */
  readonly report: (line: string) => void;
}

/** Puts an event into the transaction that saved the records it tells of. */
export async function insertEvent(sql: Sql, event: DataEvent): Promise<void> {
  await sql.query('insert into data_event (id, body) values ($1, $2::jsonb)', [
    event.eventId,
    JSON.stringify(event),
  ]);
}

/**
 * Hands stored events to `publish`, oldest first and one page at a time. An event stays stored until it is
 * confirmed, so that the next start publishes it again.
 */
export class Outbox {
  readonly #database: Database;
  readonly #options: OutboxOptions;
  readonly #stop = new AbortController();
  /** Ids handed over since the start and not confirmed. Not a position: transactions may commit in another order. */
  readonly #handedOver = new Set<string>();
  #wanted = false;
  #running: Promise<void> | undefined;

  constructor(database: Database, options: OutboxOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** To be called after each commit that may have inserted events, and once at start. */
  notify(): void {
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#wanted && !this.#stop.signal.aborted) this.notify();
    });
  }

  async confirm(eventIds: readonly string[]): Promise<void> {
    await this.#database.query('delete from data_event where id = any($1::text[])', [eventIds]);
    for (const id of eventIds) this.#handedOver.delete(id);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let delay = FIRST_RETRY_MS;
    while (this.#wanted && !this.#stop.signal.aborted) {
      this.#wanted = false;
      try {
        await this.#publishStored();
        delay = FIRST_RETRY_MS;
      } catch (error) {
        this.#wanted = true;
        const kind = error instanceof Error ? error.name : typeof error;
        this.#options.report(`Data events could not be published (${kind}); next try in ${delay} ms`);
        await this.#options.wait(delay, this.#stop.signal);
        delay = Math.min(delay * 2, LAST_RETRY_MS);
      }
    }
  }

  async #publishStored(): Promise<void> {
    for (;;) {
      const rows = await this.#database.query<{ body: string }>(
        `select body::text as body from data_event
         where id <> all($1::text[]) order by position limit ${PAGE}`,
        [[...this.#handedOver]],
      );
      if (rows.length === 0 || this.#stop.signal.aborted) return;
      await this.#handOver(rows.map(({ body }) => dataEventSchema.parse(JSON.parse(body))));
    }
  }

  /** Marks before publishing, since `publish` itself may confirm. */
  async #handOver(events: readonly DataEvent[]): Promise<void> {
    for (const { eventId } of events) this.#handedOver.add(eventId);
    try {
      await this.#options.publish(events);
    } catch (error) {
      for (const { eventId } of events) this.#handedOver.delete(eventId);
      throw error;
    }
  }
}
