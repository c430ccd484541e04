import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';

/** The registered functions in memory. */
export class MemoryFunctionCatalogue implements FunctionCatalogue {
  readonly #entries = new Map<string, CatalogueEntry>();

  get entries(): readonly CatalogueEntry[] {
    return [...this.#entries.values()];
  }

  async all(): Promise<readonly CatalogueEntry[]> {
    return this.entries;
  }

  async find(functionId: string): Promise<CatalogueEntry | undefined> {
    return this.#entries.get(functionId);
  }

  async put(entry: CatalogueEntry): Promise<void> {
    this.#entries.set(entry.id, entry);
  }
}
