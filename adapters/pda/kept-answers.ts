import type { Clock } from '../../core/ports.ts';

const MAX_KEPT = 1000;

interface Kept<T> {
  readonly answer: Promise<T>;
  readonly askedAt: number;
  keptMs: number;
}

/** What PDAs answered, a bounded number of it; who asks while an answer is under way waits for that one. */
export class KeptAnswers<T> {
  readonly #now: Clock;
  readonly #keptMs: (answer: T) => number;
  readonly #kept = new Map<string, Kept<T>>();

  /** @param keptMs how long an answer may be used; a failure never is */
  constructor(now: Clock, keptMs: (answer: T) => number) {
    this.#now = now;
    this.#keptMs = keptMs;
  }

  /** The answer kept for `key`, if it is no older than `atMostMs`; else that of `ask`. */
  get(key: readonly string[], ask: () => Promise<T>, atMostMs = Number.POSITIVE_INFINITY): Promise<T> {
    const name = JSON.stringify(key);
    const now = this.#now().getTime();
    const kept = this.#kept.get(name);
    if (kept && now - kept.askedAt < Math.min(kept.keptMs, atMostMs)) return kept.answer;
    return this.#keep(name, now, ask());
  }

  /** What was answered is no longer believed. */
  forget(key: readonly string[]): void {
    this.#kept.delete(JSON.stringify(key));
  }

  #keep(name: string, askedAt: number, answer: Promise<T>): Promise<T> {
    const kept: Kept<T> = { answer, askedAt, keptMs: Number.POSITIVE_INFINITY };
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    answer.then(
      (value) => {
        kept.keptMs = this.#keptMs(value);
      },
      () => {
        kept.keptMs = 0;
      },
    );
    return answer;
  }
}
