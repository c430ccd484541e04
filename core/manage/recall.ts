import type { CatalogueEntry } from '../model/catalogue-entry.ts';

/**
 * The operator's decision that a version must not run, current or not: no run of it begins, and one under way stops
 * before it invokes or writes.
 */
export function recall(entry: CatalogueEntry, version: string): CatalogueEntry {
  const others = entry.recalledVersions.filter((recalled) => recalled !== version);
  return { ...entry, recalledVersions: [...others, version] };
}

/** Takes a recall back. */
export function undoRecall(entry: CatalogueEntry, version: string): CatalogueEntry {
  return { ...entry, recalledVersions: entry.recalledVersions.filter((recalled) => recalled !== version) };
}
