import type { FunctionStatus } from '../../core/model/function-status.ts';
import type { StatusStore } from '../../core/ports.ts';

/** Status items in memory. */
export class MemoryStatusStore implements StatusStore {
  readonly #items = new Map<string, FunctionStatus>();

  async find(pda: string, functionId: string): Promise<FunctionStatus | undefined> {
    return this.#items.get(keyOf(pda, functionId));
  }

  async ofPda(pda: string): Promise<readonly FunctionStatus[]> {
    return [...this.#items.values()].filter((status) => status.pda === pda);
  }

  async replace(next: FunctionStatus): Promise<boolean> {
    const key = keyOf(next.pda, next.functionId);
    if ((this.#items.get(key)?.revision ?? 0) !== next.revision - 1) return false;
    this.#items.set(key, structuredClone(next));
    return true;
  }

  async due(now: Date, limit: number): Promise<readonly FunctionStatus[]> {
    const time = now.toISOString();
    const due = [...this.#items.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= time);
    return due.toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1)).slice(0, limit);
  }
}

const keyOf = (pda: string, functionId: string) => `${pda}/${functionId}`;
