import { type ExecutionRecord, isSuccess } from '../../core/model/execution-record.ts';
import type { ExecutionStore } from '../../core/ports.ts';

/** Execution records in memory. */
export class MemoryExecutionStore implements ExecutionStore {
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #fences = new Map<string, number>();

  get all(): readonly ExecutionRecord[] {
    return [...this.#records.values()];
  }

  async put(record: ExecutionRecord, fence: number): Promise<boolean> {
    const { executionId } = record;
    if ((this.#fences.get(executionId) ?? 0) > fence) return false;
    const stored = this.#records.get(executionId);
    if (stored && isSuccess(stored) && !isSuccess(record)) return false;
    this.#fences.set(executionId, fence);
    this.#records.set(executionId, record);
    return true;
  }

  async ofPda(
    pda: string,
    { skip, take }: { skip: number; take: number },
  ): Promise<readonly ExecutionRecord[]> {
    const own = [...this.#records.values()].filter((record) => record.pda === pda);
    return own.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(skip, skip + take);
  }
}
