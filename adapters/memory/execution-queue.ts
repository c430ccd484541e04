import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { ExecutionQueue } from '../../core/ports.ts';

/** Execution requests in memory, in the order they were sent. */
export class MemoryExecutionQueue implements ExecutionQueue {
  readonly #requests: ExecutionRequest[] = [];

  async send(requests: readonly ExecutionRequest[]): Promise<void> {
    this.#requests.push(...requests);
  }

  /** Takes the oldest request out. */
  take(): ExecutionRequest | undefined {
    return this.#requests.shift();
  }

  get length(): number {
    return this.#requests.length;
  }
}
