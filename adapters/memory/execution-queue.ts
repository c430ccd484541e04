import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { Clock, ExecutionQueue, QueueBacklog } from '../../core/ports.ts';

interface Queued {
  readonly request: ExecutionRequest;
  readonly from: number;
}

/** Execution requests in memory, in the order they were sent. */
export class MemoryExecutionQueue implements ExecutionQueue, QueueBacklog {
  readonly #now: Clock;
  #queued: readonly Queued[] = [];

  constructor(now: Clock = () => new Date()) {
    this.#now = now;
  }

  async send(requests: readonly ExecutionRequest[], delayMs = 0): Promise<void> {
    const from = this.#now().getTime() + delayMs;
    this.#queued = [...this.#queued, ...requests.map((request) => ({ request, from }))];
  }

  /** Takes the oldest request out whose time has come. */
  take(): ExecutionRequest | undefined {
    const now = this.#now().getTime();
    const next = this.#queued.find(({ from }) => from <= now);
    this.#queued = this.#queued.filter((queued) => queued !== next);
    return next?.request;
  }

  async waiting(): Promise<number> {
    const now = this.#now().getTime();
    return this.#queued.filter(({ from }) => from <= now).length;
  }

  /** With those that wait for their time. */
  get length(): number {
    return this.#queued.length;
  }
}
