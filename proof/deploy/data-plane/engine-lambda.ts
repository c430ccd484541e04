import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../core/errors.ts';
import type { Answer, RunningLambda } from './answer.ts';
import type { DeployedVersion } from './deployed-version.ts';

const RUNTIME = fileURLToPath(new URL('runtime.mjs', import.meta.url));
/** Idle processes that are kept; more may be at work. */
const MOST_IDLE = 4;

export interface EngineLambdaOptions {
  /** What Lambda adds to the environment: credentials, region, endpoints. */
  readonly variables: NodeJS.ProcessEnv;
  /** Takes what it prints. */
  readonly logFile: string;
}

/** One of the engine's own Lambdas: its deployed bundle in plain processes, each with one invocation at a time. */
export class EngineLambda implements RunningLambda {
  readonly #version: DeployedVersion;
  readonly #options: EngineLambdaOptions;
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();

  constructor(version: DeployedVersion, options: EngineLambdaOptions) {
    this.#version = version;
    this.#options = options;
  }

  async invoke(payload: string): Promise<Answer> {
    const child = this.#idle.pop() ?? (await this.#start());
    const answer = await this.#ask(child, payload);
    if (!answer.isLate && child.connected && this.#idle.length < MOST_IDLE) this.#idle.push(child);
    else child.kill('SIGKILL');
    return answer;
  }

  async close(): Promise<void> {
    const ended = [...this.#all].map((child) => once(child, 'exit'));
    for (const child of this.#all) child.kill('SIGKILL');
    await Promise.all(ended);
  }

  async #ask(child: ChildProcess, payload: string): Promise<Answer & { isLate?: boolean }> {
    const { FunctionName, FunctionArn, Timeout = 3 } = this.#version.configuration;
    const timeoutMs = Timeout * 1000;
    const id = randomUUID();
    const over = new AbortController();
    const { signal } = over;
    const failed = (how: string): Answer => failure(`${FunctionName} ${how}`);
    const answers = [
      once(child, 'message', { signal }).then(([{ payload: said, failed: hasFailed }]) => {
        return { payload: said, failed: hasFailed === true };
      }),
      once(child, 'exit', { signal }).then(() => failed('ended by itself.')),
      sleep(timeoutMs, { ...failed(`took longer than ${Timeout} s.`), isLate: true }, { signal }),
    ];
    for (const answer of answers) answer.catch(() => undefined);
    child.send({ id, event: JSON.parse(payload), requestId: id, timeoutMs, arn: FunctionArn });
    return Promise.race(answers).finally(() => over.abort());
  }

  async #start(): Promise<ChildProcess> {
    const { configuration, folder } = this.#version;
    const [module = '', name = ''] = (configuration.Handler ?? '').split('.');
    const file = ['.mjs', '.js'].map((end) => join(folder, module + end)).find((path) => existsSync(path));
    if (file === undefined) throw new EngineError(`${configuration.FunctionName} has no file ${module}.mjs.`);
    const env = { ...configuration.Environment?.Variables, ...this.#options.variables };
    const child = fork(RUNTIME, [file, name], { env, execArgv: [], silent: true });
    this.#all.add(child);
    const log = createWriteStream(this.#options.logFile, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
    child.once('exit', () => {
      this.#all.delete(child);
      log.end();
    });
    const died = once(child, 'exit').then(() => {
      throw new EngineError(`${configuration.FunctionName} did not start: see ${this.#options.logFile}.`);
    });
    await Promise.race([once(child, 'message'), died]);
    died.catch(() => undefined);
    return child;
  }
}

const failure = (errorMessage: string): Answer => ({
  failed: true,
  payload: JSON.stringify({ errorType: 'Runtime.Ended', errorMessage }),
});
