import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../core/errors.ts';
import type { Evidence } from './evidence.ts';

const PROCESS = fileURLToPath(new URL('lambda-process.ts', import.meta.url));

export const LAMBDAS = ['dispatcher', 'executor', 'reconcile', 'api'] as const;
export type LambdaName = (typeof LAMBDAS)[number];

/** By which CloudWatch knows a line of a log that is a metric: the embedded metric format. */
const METRIC = '"_aws"';

/** A Lambda of the engine that runs. */
export class LambdaProcess {
  readonly #child: ChildProcess;
  readonly #name: LambdaName;
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #calls = 0;
  /** How it came to its end. */
  #end: string | undefined;

  private constructor(name: LambdaName, child: ChildProcess, evidence: Evidence) {
    this.#name = name;
    this.#child = child;
    this.#closed = once(child, 'close');
    child.once('exit', (code) => {
      if (this.#end === undefined)
        evidence.object(`on AWS: the Lambda ${name} ended by itself, with ${code}`);
      this.#refuseAll('ended by itself');
    });
    child.on('message', (answer: { id: number; result?: unknown; failed?: true }) => {
      const call = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.failed) call?.reject(new EngineError(`The Lambda ${name} failed.`));
      else call?.resolve(answer.result);
    });
  }

  /**
   * Starts it; what it prints from now on is its log.
   *
   * @param program what serves its calls
   */
  static async start(
    name: LambdaName,
    env: NodeJS.ProcessEnv,
    evidence: Evidence,
    program = PROCESS,
  ): Promise<LambdaProcess> {
    const child = fork(program, [name], { env, execArgv: ['--import', 'tsx/esm'], silent: true });
    for (const stream of [child.stdout, child.stderr]) if (stream) keepLog(name, stream, evidence);
    const ready = once(child, 'message');
    const died = once(child, 'exit').then(() => {
      throw new EngineError(
        `The Lambda ${name} did not start: ${String(evidence.of(`log of ${name}`)[0]?.bytes)}`,
      );
    });
    await Promise.race([ready, died]);
    died.catch(() => undefined);
    return new LambdaProcess(name, child, evidence);
  }

  /** @throws EngineError when it fails, or is no more */
  invoke<Result>(event: unknown, timeoutMs = 60_000): Promise<Result> {
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(this.#gone());
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#child.send({ id, event, timeoutMs });
    });
  }

  /** Ends it; settles when all that it printed is in its log. */
  async end(): Promise<void> {
    this.#refuseAll('was ended');
    this.#child.kill('SIGKILL');
    await this.#closed;
  }

  #refuseAll(end: string): void {
    this.#end ??= end;
    for (const call of this.#waiting.values()) call.reject(this.#gone());
    this.#waiting.clear();
  }

  #gone(): EngineError {
    return new EngineError(`The Lambda ${this.#name} ${this.#end}.`);
  }
}

function keepLog(name: LambdaName, stream: Readable, evidence: Evidence): void {
  stream.on('data', (chunk: Buffer) => evidence.append(`log of ${name}`, 'log', chunk));
  createInterface({ input: stream }).on('line', (line) => {
    if (line.includes(METRIC)) evidence.append('metrics', `log of ${name}`, `${line}\n`);
  });
}
