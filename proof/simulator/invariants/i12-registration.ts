import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I12: nothing a function returns changes its registration; only publishing does. */
export const registration: Invariant = (world) => {
  const published = new Map<string, CatalogueEntry>();
  return {
    saw(seen) {
      if (seen.kind === 'published') published.set(seen.entry.id, structuredClone(seen.entry));
    },
    atRest() {
      for (const entry of world.catalogue.entries)
        if (JSON.stringify(entry) !== JSON.stringify(published.get(entry.id)))
          throw new Violation('I12', `${entry.id} is not registered as it was published`);
    },
  };
};
