import { deferred } from './deferred.ts';
import type { Environment, Running } from './environment.ts';
import { InvokeError } from './invoke-error.ts';

/** Whom an environment belongs to, for its whole life. */
export interface EnvironmentKey {
  readonly functionName: string;
  readonly qualifier: string;
  /** Absent for a function that is not isolated by tenant. */
  readonly tenant: string | undefined;
}

/** How many may be and may wait. */
export interface PoolLimits {
  /** Environments at a time, busy or idle. */
  readonly environments: number;
  /** Invocations that wait for one, and seconds each of them waits at most. */
  readonly queue: number;
  readonly wait: number;
  /** Seconds after which an unused environment is ended. */
  readonly idle: number;
}

interface Slot {
  readonly key: EnvironmentKey;
  state: 'starting' | 'busy' | 'idle' | 'dismissed';
  /** Absent while it starts. */
  environment?: Environment;
  /** Settles when it has started, or failed to. */
  started?: Promise<void>;
  idleTimer?: NodeJS.Timeout;
}

interface Waiter {
  readonly key: EnvironmentKey;
  readonly start: () => Promise<Environment>;
  readonly use: (environment: Environment) => Running;
  readonly resolve: (running: Running) => void;
  readonly reject: (reason: Error) => void;
  patience?: NodeJS.Timeout;
}

const idOf = (key: EnvironmentKey): string => JSON.stringify([key.functionName, key.qualifier, key.tenant]);

/**
 * Warm environments, one per key: an environment serves one invocation at a time and never another key. Invocations
 * are served in the order they came as far as their keys allow; when all places are taken, the environment that has
 * been idle longest gives way.
 */
export class EnvironmentPool {
  readonly #limits: PoolLimits;
  /** In order of last use. */
  readonly #slots = new Map<string, Slot>();
  /** Told to end, and not gone yet. */
  readonly #leaving = new Set<Promise<void>>();
  #waiters: readonly Waiter[] = [];

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  /**
   * Lets an invocation run in the environment of `key`, as soon as it can.
   *
   * @param start makes an environment for this key
   * @param use begins the invocation
   * @throws InvokeError TooManyRequestsException, at once when too many wait already, later when it waited too long
   */
  run(key: EnvironmentKey, start: Waiter['start'], use: Waiter['use']): Promise<Running> {
    const { promise, resolve, reject } = deferred<Running>();
    const waiter: Waiter = { key, start, use, resolve, reject };
    if (!this.#serve(waiter)) this.#queue(waiter);
    return promise;
  }

  #queue(waiter: Waiter): void {
    if (this.#waiters.length >= this.#limits.queue) throw tooMany();
    this.#waiters = [...this.#waiters, waiter];
    waiter.patience = setTimeout(() => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
      waiter.reject(tooMany());
    }, this.#limits.wait * 1000).unref();
  }

  /** Ends the environments that `chosen` names, refuses what waits for them, and settles when all are gone. */
  async end(chosen: (key: EnvironmentKey) => boolean): Promise<void> {
    const refused = this.#waiters.filter(({ key }) => chosen(key));
    this.#waiters = this.#waiters.filter(({ key }) => !chosen(key));
    for (const { reject } of refused) reject(tenantEnded());
    for (const slot of [...this.#slots.values()]) if (chosen(slot.key)) this.#dismiss(slot);
    this.#serveWaiters();
    await Promise.all(this.#leaving);
  }

  #serveWaiters(): void {
    this.#waiters = this.#waiters.filter((waiter) => !this.#serve(waiter));
  }

  /** @returns false when the waiter must wait on */
  #serve(waiter: Waiter): boolean {
    const slot = this.#slots.get(idOf(waiter.key));
    if (slot?.state === 'idle') {
      clearTimeout(waiter.patience);
      this.#use(slot, waiter);
      return true;
    }
    if (slot !== undefined || !this.#makeRoom()) return false;
    clearTimeout(waiter.patience);
    const fresh: Slot = { key: waiter.key, state: 'starting' };
    this.#slots.set(idOf(waiter.key), fresh);
    fresh.started = this.#start(fresh, waiter);
    return true;
  }

  #makeRoom(): boolean {
    if (this.#slots.size < this.#limits.environments) return true;
    const idle = [...this.#slots.values()].find(({ state }) => state === 'idle');
    if (idle !== undefined) this.#dismiss(idle);
    return idle !== undefined;
  }

  async #start(slot: Slot, waiter: Waiter): Promise<void> {
    try {
      const environment = await waiter.start();
      slot.environment = environment;
      void environment.ended.then(() => this.#forget(slot));
      if (slot.state === 'dismissed') {
        await environment.end();
        throw tenantEnded();
      }
      this.#use(slot, waiter);
    } catch (error) {
      this.#forget(slot);
      waiter.reject(error as Error);
    }
  }

  #use(slot: Slot, waiter: Waiter): void {
    clearTimeout(slot.idleTimer);
    slot.state = 'busy';
    this.#slots.delete(idOf(slot.key));
    this.#slots.set(idOf(slot.key), slot);
    const running = waiter.use(slot.environment as Environment);
    void running.free.then(() => this.#release(slot));
    waiter.resolve(running);
  }

  #release(slot: Slot): void {
    if (slot.state === 'dismissed' || slot.environment?.alive !== true) return;
    slot.state = 'idle';
    slot.idleTimer = setTimeout(() => this.#dismiss(slot), this.#limits.idle * 1000).unref();
    this.#serveWaiters();
  }

  /** Gives its place away at once, whatever it is doing. */
  #dismiss(slot: Slot): void {
    clearTimeout(slot.idleTimer);
    slot.state = 'dismissed';
    this.#slots.delete(idOf(slot.key));
    const gone = slot.environment?.end() ?? slot.started ?? Promise.resolve();
    const leaving = gone.finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** Its place is free, unless another has it already. */
  #forget(slot: Slot): void {
    clearTimeout(slot.idleTimer);
    if (this.#slots.get(idOf(slot.key)) === slot) this.#slots.delete(idOf(slot.key));
    this.#serveWaiters();
  }
}

const tooMany = (): InvokeError => new InvokeError('TooManyRequestsException', 'Rate Exceeded.');

const tenantEnded = (): InvokeError =>
  new InvokeError('ResourceNotReadyException', 'The environment was ended before it could be used.');
