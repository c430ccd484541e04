import { recall, undoRecall } from '../../core/manage/recall.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';
import type { FunctionVersion } from './recall-folder.ts';

/** Makes the catalogue say that exactly these versions are recalled. */
export async function applyRecalls(
  catalogue: FunctionCatalogue,
  recalled: readonly FunctionVersion[],
): Promise<void> {
  for (const entry of await catalogue.all()) {
    const versions = recalled
      .filter(({ functionId }) => functionId === entry.id)
      .map(({ version }) => version);
    const next = withRecalls(entry, versions);
    if (next !== entry) await catalogue.put(next);
  }
}

/** The same entry when it says so already. */
function withRecalls(entry: CatalogueEntry, versions: readonly string[]): CatalogueEntry {
  const taken = entry.recalledVersions.filter((version) => !versions.includes(version));
  const placed = versions.filter((version) => !entry.recalledVersions.includes(version));
  return placed.reduce(recall, taken.reduce(undoRecall, entry));
}
