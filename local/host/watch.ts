import type { Sandbox } from '../sandbox/seal.ts';

/** How often memory is looked at, in ms; between two looks the limit per process holds. */
const LOOK_EVERY = 200;

/** Watches a sandbox while it works; rests while it is frozen. */
export class Watch {
  #timeout: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #started = 0;

  /**
   * @param seconds until `onTimeout`
   * @param megabytes above which the sandbox is killed, as Lambda kills one that runs out of memory
   */
  start(sandbox: Sandbox, seconds: number, megabytes: number, onTimeout: () => void): void {
    this.stop();
    this.#started = performance.now();
    this.#timeout = setTimeout(onTimeout, seconds * 1000);
    this.#looking = setInterval(() => sandbox.memory() > megabytes && sandbox.kill(), LOOK_EVERY);
  }

  /** @returns seconds since it was started */
  stop(): number {
    clearTimeout(this.#timeout);
    clearInterval(this.#looking);
    return (performance.now() - this.#started) / 1000;
  }
}
