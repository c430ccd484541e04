import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../core/errors.ts';
import type { Evidence } from './evidence.ts';

const PROCESS = fileURLToPath(new URL('lambda-process.ts', import.meta.url));

export const LAMBDAS = ['dispatcher', 'executor', 'reconcile', 'api'] as const;
export type LambdaName = (typeof LAMBDAS)[number];

/** A Lambda of the engine that runs. */
export class LambdaProcess {
  readonly #child: ChildProcess;
  readonly #name: LambdaName;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #calls = 0;

  private constructor(name: LambdaName, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    child.on('message', (answer: { id: number; result?: unknown; failed?: true }) => {
      const call = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.failed) call?.reject(new EngineError(`The Lambda ${name} failed.`));
      else call?.resolve(answer.result);
    });
  }

  /** Starts it; what it prints from now on is its log. */
  static async start(name: LambdaName, env: NodeJS.ProcessEnv, evidence: Evidence): Promise<LambdaProcess> {
    const child = fork(PROCESS, [name], { env, execArgv: ['--import', 'tsx/esm'], silent: true });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => evidence.add(`log of ${name}`, 'log', chunk));
    const ready = once(child, 'message');
    const died = once(child, 'exit').then(() => {
      throw new EngineError(
        `The Lambda ${name} did not start: ${String(evidence.of(`log of ${name}`)[0]?.bytes)}`,
      );
    });
    await Promise.race([ready, died]);
    died.catch(() => undefined);
    return new LambdaProcess(name, child);
  }

  invoke<Result>(event: unknown, timeoutMs = 60_000): Promise<Result> {
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#child.send({ id, event, timeoutMs });
    });
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
    for (const call of this.#waiting.values())
      call.reject(new EngineError(`The Lambda ${this.#name} was ended.`));
  }
}
