import type { Clock } from '../../core/ports.ts';

interface Kept<T> {
  readonly answer: T;
  readonly askedAt: number;
}

/** What PDAs answered, a bounded number of it; nothing is asked twice at the same time, and no failure is kept. */
export class KeptAnswers<T> {
  readonly #now: Clock;
  readonly #keptMs: (answer: T) => number;
  readonly #most: number;
  readonly #kept = new Map<string, Kept<T>>();
  readonly #underWay = new Map<string, Promise<T>>();

  /**
   * @param keptMs how long an answer may be used
   * @param most answers kept at once
   */
  constructor(now: Clock, keptMs: (answer: T) => number, most = 1000) {
    this.#now = now;
    this.#keptMs = keptMs;
    this.#most = most;
  }

  /** The answer kept for `key`, if it is no older than `atMostMs`; else that of `ask`, which replaces it. */
  async get(key: readonly string[], ask: () => Promise<T>, atMostMs = Number.POSITIVE_INFINITY): Promise<T> {
    const name = JSON.stringify(key);
    const kept = this.#kept.get(name);
    const now = this.#now().getTime();
    if (kept && now - kept.askedAt < Math.min(this.#keptMs(kept.answer), atMostMs)) return kept.answer;
    return this.#underWay.get(name) ?? this.#ask(name, now, ask());
  }

  /** What was answered is no longer believed, nor what is being answered now. */
  forget(key: readonly string[]): void {
    const name = JSON.stringify(key);
    this.#kept.delete(name);
    this.#underWay.delete(name);
  }

  async #ask(name: string, askedAt: number, asking: Promise<T>): Promise<T> {
    this.#underWay.set(name, asking);
    const isCurrent = () => this.#underWay.get(name) === asking;
    try {
      const answer = await asking;
      if (isCurrent()) this.#keep(name, { answer, askedAt });
      return answer;
    } finally {
      if (isCurrent()) this.#underWay.delete(name);
    }
  }

  #keep(name: string, kept: Kept<T>): void {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
