import type { Sandbox } from '../sandbox/seal.ts';

/** Looks after which a sandbox that does not come to a stop is ended; some tenths of a second. */
const MOST_LOOKS = 200;
/** Looks in a row before there is a pause, in ms: most stop at once. */
const AT_ONCE = 3;
const PAUSE = 1;

/** What comes of it. */
export interface Stopping {
  readonly onStill: () => void;
  readonly onRestless: () => void;
}

/** Waits until a frozen sandbox stands still, and tells of one that does not let itself be stopped. */
export class Standstill {
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  /** @param sandbox just frozen */
  ensure(sandbox: Sandbox, stopping: Stopping): void {
    this.stop();
    this.#soon = setImmediate(() => this.#look(sandbox, stopping, 1));
  }

  /** It is gone, or about to go. */
  stop(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
  }

  #look(sandbox: Sandbox, stopping: Stopping, looks: number): void {
    if (sandbox.isStill()) stopping.onStill();
    else if (looks > MOST_LOOKS) stopping.onRestless();
    else {
      sandbox.freeze();
      const again = () => this.#look(sandbox, stopping, looks + 1);
      if (looks < AT_ONCE) this.#soon = setImmediate(again);
      else this.#later = setTimeout(again, PAUSE);
    }
  }
}
