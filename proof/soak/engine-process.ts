import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_START_MS = 120_000;
const KEPT_OUTPUT = 16_384;

/** The engine ended, or kept silent, before it was ready. */
export class DidNotStart extends Error {
  override readonly name = 'DidNotStart';
}

/** The engine as its users run it: a process of its own, sealed, on a data directory. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';

  constructor(dataDir: string) {
    const command = ['bin/she.mjs', 'start', '--port', '0', '--no-sample', '--data-dir', dataDir];
    // A test runner's own options would be handed down otherwise.
    this.#child = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '' } });
    this.#ended = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output = (this.#output + chunk).slice(-KEPT_OUTPUT);
      });
    }
  }

  /** The last that was printed. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /**
   * @returns the port it listens on
   * @throws DidNotStart with what it printed
   */
  async ready(): Promise<number> {
    const gaveUp = new AbortController();
    const late = sleep(LONGEST_START_MS, undefined, { signal: gaveUp.signal }).catch(() => undefined);
    const port = await Promise.race([this.#readyPort(), late]);
    gaveUp.abort();
    if (port === undefined) throw new DidNotStart(`the engine did not start:\n${this.#output}`);
    return port;
  }

  /** Sends a signal, and waits for the end. @returns the exit code; null when it was killed */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.hasEnded) {
      this.#child.kill(signal);
      await this.#ended;
    }
    return this.#child.exitCode;
  }

  async #readyPort(): Promise<number | undefined> {
    const { stdout } = this.#child;
    if (!stdout) return undefined;
    for await (const line of createInterface({ input: stdout })) {
      const ready = /^ready http:\/\/localhost:(\d+)$/.exec(line);
      if (ready) return Number(ready[1]);
    }
    return undefined;
  }
}
