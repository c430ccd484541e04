import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I12: nothing a function returns changes its registration; only publishing does. */
export const registration: Invariant = (world) => {
  const published = new Map<string, FunctionReleases>();
  return {
    saw(seen) {
      if (seen.kind === 'published') published.set(seen.releases.functionId, structuredClone(seen.releases));
    },
    atRest() {
      for (const releases of world.catalogue.releases.items)
        if (JSON.stringify(releases) !== JSON.stringify(published.get(releases.functionId)))
          throw new Violation('I12', `${releases.functionId} is not registered as it was published`);
    },
  };
};
