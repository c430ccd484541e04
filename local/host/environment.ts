import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { treeMemoryLimit } from '../sandbox/limits.ts';
import type { Ending, LaunchOrder, Sandbox, Seal } from '../sandbox/seal.ts';
import { type Deferred, deferred } from './deferred.ts';
import { makeFolder } from './folders.ts';
import { isJson } from './http-body.ts';
import { InitFailure } from './init-failure.ts';
import { InvokeError } from './invoke-error.ts';
import {
  exited,
  failedWith,
  type Outcome,
  responseNotJson,
  responseTooLarge,
  succeeded,
  timedOut,
} from './outcome.ts';
import { OutputLines } from './output-lines.ts';
import { type RuntimeApi, type RuntimeListener, serveRuntimeApi, type Work } from './runtime-api.ts';
import { Standstill } from './standstill.ts';
import { Watch } from './watch.ts';

/** What an environment is made for. */
export interface EnvironmentPlan {
  readonly order: LaunchOrder;
  /** Seconds one invocation may take. */
  readonly timeout: number;
  /** Seconds until it must be ready for its first invocation. */
  readonly initTimeout: number;
  readonly onOutput: (text: string) => void;
}

/** An invocation on its way. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** Settles when the environment can take another invocation, or is gone. */
  readonly free: Promise<void>;
}

/** Seconds a runtime has between its answer and asking for more; what it does in them is nobody's work. */
const FAREWELL = 2;

/** Seconds of work after which an environment is replaced, since CPU time is limited over the life of a process. */
const RETIREMENT = 15 * 60;

type State = 'starting' | 'stopping' | 'idle' | 'busy' | 'answered' | 'ending';

/** One sandbox and its Runtime API: serves one invocation at a time and is frozen between two. */
export class Environment implements RuntimeListener {
  /** Settles when its processes and its folder are gone. */
  readonly ended: Promise<void>;

  readonly #plan: EnvironmentPlan;
  readonly #sandbox: Sandbox;
  readonly #output: OutputLines;
  readonly #watch = new Watch();
  readonly #standstill = new Standstill();
  readonly #ready = deferred();
  #state: State = 'starting';
  #work: Work | undefined;
  /** What it answered; told only when it stands still. */
  #answer: Outcome | undefined;
  #outcome: Deferred<Outcome> = deferred();
  #free: Deferred<void> = deferred();
  #hand: (work: Work) => void = () => {};
  #worked = 0;

  /**
   * Starts a sandbox and waits until its runtime asks for an invocation.
   *
   * @throws InitFailure the function could not be loaded
   * @throws InvokeError ResourceNotReadyException: there could be no sandbox
   */
  static async start(seal: Seal, plan: EnvironmentPlan): Promise<Environment> {
    await makeFolder(plan.order.folder);
    const runtime = await serveRuntimeApi(join(plan.order.folder, 'runtime.sock'));
    const environment = new Environment(plan, launch(seal, plan.order, runtime), runtime);
    try {
      await environment.#ready.promise;
    } catch (error) {
      await environment.end();
      throw error;
    }
    return environment;
  }

  private constructor(plan: EnvironmentPlan, sandbox: Sandbox, runtime: RuntimeApi) {
    this.#plan = plan;
    this.#sandbox = sandbox;
    this.#output = new OutputLines(sandbox.output, plan.onOutput);
    this.ended = sandbox.ended.then((ending) => this.#clear(ending, runtime));
    this.#watchFor(plan.initTimeout, () =>
      this.#ready.reject(new InitFailure(timedOut('init', plan.initTimeout))),
    );
    runtime.attach(this);
  }

  /** Whether it can serve again, now or later. */
  get alive(): boolean {
    return this.#state !== 'ending';
  }

  /** Hands over an invocation; only when it is free. */
  invoke(work: Work): Running {
    this.#outcome = deferred();
    this.#free = deferred();
    const running = { outcome: this.#outcome.promise, free: this.#free.promise };
    if (this.#state !== 'idle') {
      this.#outcome.resolve(exited(work.requestId, 'signal: killed'));
      this.#free.resolve();
      return running;
    }
    this.#state = 'busy';
    this.#work = work;
    this.#answer = undefined;
    this.#output.reset();
    this.#watchFor(this.#plan.timeout, () =>
      this.#outcome.resolve(timedOut(work.requestId, this.#plan.timeout)),
    );
    this.#sandbox.thaw();
    this.#hand(work);
    return running;
  }

  /** Kills all its processes, now. */
  end(): Promise<void> {
    if (this.alive) this.#sandbox.kill();
    this.#standstill.stop();
    this.#state = 'ending';
    return this.ended;
  }

  onNext(hand: (work: Work) => void): boolean {
    if (this.#state !== 'starting' && this.#state !== 'answered') return false;
    this.#worked += this.#watch.stop();
    if (this.#worked > RETIREMENT) return false;
    this.#state = 'stopping';
    this.#hand = hand;
    this.#sandbox.freeze();
    this.#standstill.ensure(this.#sandbox, {
      onStill: () => this.#rest(),
      onRestless: () => void this.end(),
    });
    return true;
  }

  #rest(): void {
    this.#state = 'idle';
    this.#ready.resolve();
    this.#tell();
    this.#free.resolve();
  }

  onAnswer(requestId: string, failed: boolean, body: Buffer | undefined): boolean {
    if (this.#state !== 'busy' || requestId !== this.#work?.requestId) return false;
    this.#state = 'answered';
    this.#answer = judge(failed, body);
    this.#worked += this.#watch.stop();
    this.#watchFor(Math.min(FAREWELL, this.#plan.timeout), () => this.#tell());
    return body !== undefined && isJson(body);
  }

  onInitError(body: Buffer | undefined): boolean {
    if (this.#state !== 'starting') return false;
    const told = body !== undefined && isJson(body);
    this.#ready.reject(new InitFailure(told ? failedWith(body) : responseNotJson()));
    return told;
  }

  onNonsense(): void {
    void this.end();
  }

  #tell(): void {
    if (this.#answer !== undefined) this.#outcome.resolve(this.#answer);
  }

  #watchFor(seconds: number, onTimeout: () => void): void {
    this.#watch.start(this.#sandbox, seconds, treeMemoryLimit(this.#plan.order.memory), () => {
      onTimeout();
      void this.end();
    });
  }

  async #clear(ending: Ending, runtime: RuntimeApi): Promise<void> {
    this.#state = 'ending';
    this.#watch.stop();
    this.#standstill.stop();
    runtime.close();
    this.#ready.reject(
      ending.ran
        ? new InitFailure(exited('init', ending.reason))
        : new InvokeError('ResourceNotReadyException', `No sandbox could be made: ${ending.reason}.`),
    );
    this.#tell();
    this.#outcome.resolve(exited(this.#work?.requestId ?? '', ending.reason));
    this.#free.resolve();
    // What cannot be removed now goes with the host's whole folder.
    await rm(this.#plan.order.folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** A sandbox that cannot even be begun leaves no open socket. */
function launch(seal: Seal, order: LaunchOrder, runtime: RuntimeApi): Sandbox {
  try {
    return seal.launch(order);
  } catch (error) {
    runtime.close();
    throw error;
  }
}

function judge(failed: boolean, body: Buffer | undefined): Outcome {
  if (body === undefined) return responseTooLarge();
  if (!isJson(body)) return responseNotJson();
  return failed ? failedWith(body) : succeeded(body);
}
