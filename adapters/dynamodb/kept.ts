import type { Clock } from '../../core/ports.ts';

interface Answer<T> {
  readonly at: number;
  readonly value: Promise<T>;
}

/** Answers of a table that are good for a while. Many that ask at once share one question; a failure is kept for nobody. */
export class Kept<T> {
  readonly #now: Clock;
  readonly #ageMs: number;
  readonly #answers = new Map<string, Answer<T>>();

  constructor(now: Clock, ageMs: number) {
    this.#now = now;
    this.#ageMs = ageMs;
  }

  /** @param ask not called while there is an answer; what is not there is asked for each time, and takes no room */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.#now().getTime();
    const known = this.#answers.get(key);
    if (known && now - known.at <= this.#ageMs) return known.value;
    const answer = { at: now, value: ask() };
    this.#answers.set(key, answer);
    const forget = () => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    };
    answer.value.then((value) => value === undefined && forget(), forget);
    return answer.value;
  }
}
