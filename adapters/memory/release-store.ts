import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { ReleaseStore } from '../../core/ports.ts';

/** What is released, in memory. */
export class MemoryReleaseStore implements ReleaseStore {
  readonly #items = new Map<string, FunctionReleases>();

  get items(): readonly FunctionReleases[] {
    return [...this.#items.values()];
  }

  get(functionId: string): FunctionReleases | undefined {
    return this.#items.get(functionId);
  }

  async all(): Promise<readonly FunctionReleases[]> {
    return this.items;
  }

  async find(functionId: string): Promise<FunctionReleases | undefined> {
    return this.get(functionId);
  }

  async replace(next: FunctionReleases): Promise<boolean> {
    if ((this.#items.get(next.functionId)?.revision ?? 0) !== next.revision - 1) return false;
    this.#items.set(next.functionId, structuredClone(next));
    return true;
  }
}
