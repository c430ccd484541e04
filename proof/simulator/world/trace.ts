import type { Clock } from '../../../core/ports.ts';

/** What happened, for people; kept only when somebody is going to read it. */
export class Trace {
  readonly #lines: string[] = [];
  readonly #isKept: boolean;
  readonly #now: Clock;

  constructor(isKept: boolean, now: Clock) {
    this.#isKept = isKept;
    this.#now = now;
  }

  say(who: string, what: string): void {
    if (this.#isKept)
      this.#lines.push(`${this.#now().toISOString().slice(5, 23)}  ${who.padEnd(16)} ${what}`);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
