import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The command line in a process of its own, and all that it prints. */
export class CommandProcess {
  readonly child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #printed = '';

  constructor(args: readonly string[]) {
    // A test runner's own options would be handed down otherwise.
    const env = { ...process.env, NODE_OPTIONS: '' };
    this.child = spawn(process.execPath, ['bin/she.mjs', ...args], { cwd: ROOT, env });
    this.#ended = once(this.child, 'close');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#printed += chunk;
      });
    }
  }

  get printed(): string {
    return this.#printed;
  }

  /** Waits for its end, after a signal if one is given. */
  async end(signal?: NodeJS.Signals): Promise<string> {
    if (signal) this.child.kill(signal);
    await this.#ended;
    return this.#printed;
  }
}
