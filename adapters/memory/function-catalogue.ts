import { entryFor } from '../../core/manage/release.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';
import { MemoryReleaseStore } from './release-store.ts';

/** The registered functions in memory. */
export class MemoryFunctionCatalogue implements FunctionCatalogue {
  readonly releases: MemoryReleaseStore;

  constructor(releases = new MemoryReleaseStore()) {
    this.releases = releases;
  }

  async all(pda: string): Promise<readonly CatalogueEntry[]> {
    return this.releases.items.flatMap((releases) => entryFor(releases, pda) ?? []);
  }

  async find(functionId: string, pda: string): Promise<CatalogueEntry | undefined> {
    const releases = this.releases.get(functionId);
    return releases && entryFor(releases, pda);
  }

  /** Everybody has this entry from now on, and no other. */
  async put({ recalledVersions, ...stable }: CatalogueEntry): Promise<void> {
    const { id: functionId } = stable;
    const revision = (this.releases.get(functionId)?.revision ?? 0) + 1;
    const recalled = [...recalledVersions];
    await this.releases.replace({ functionId, revision, stable, recalledVersions: recalled });
  }
}
