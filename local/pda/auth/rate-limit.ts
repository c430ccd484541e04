const BURST = 10;
const REFILL_MS = 2000;
const MAX_CLIENTS = 10_000;

/** Ten tries at once, then one every two seconds, for each client by itself. */
export class RateLimit {
  /** Client → time (ms) at which its allowance is full again; the oldest entry comes first. */
  readonly #fullAt = new Map<string, number>();

  /** Counts a try; returns false when there were too many. */
  allows(client: string, now: Date): boolean {
    const time = now.getTime();
    const fullAt = Math.max(this.#fullAt.get(client) ?? 0, time) + REFILL_MS;
    if (fullAt - time > BURST * REFILL_MS) return false;
    this.#fullAt.delete(client);
    this.#fullAt.set(client, fullAt);
    this.#forgetOldest();
    return true;
  }

  #forgetOldest(): void {
    const [oldest] = this.#fullAt.keys();
    if (this.#fullAt.size > MAX_CLIENTS && oldest !== undefined) this.#fullAt.delete(oldest);
  }
}
