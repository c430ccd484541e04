import type { Sandbox } from '../sandbox/seal.ts';

/** Looks after which a sandbox that does not come to a stop is ended; some tenths of a second. */
const MOST_LOOKS = 200;
/** Between two looks, in ms. */
const PAUSE = 1;

/** Sees to it that a frozen sandbox stands still, and ends one that does not let itself be stopped. */
export class Standstill {
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  /** @param sandbox just frozen */
  ensure(sandbox: Sandbox, onRestless: () => void): void {
    this.stop();
    this.#soon = setImmediate(() => this.#look(sandbox, onRestless, MOST_LOOKS));
  }

  /** It is about to go on, or is gone. */
  stop(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
  }

  #look(sandbox: Sandbox, onRestless: () => void, looks: number): void {
    if (sandbox.isStill()) return;
    if (looks === 0) {
      onRestless();
      return;
    }
    sandbox.freeze();
    this.#later = setTimeout(() => this.#look(sandbox, onRestless, looks - 1), PAUSE);
  }
}
