import type { FunctionReleases } from '../model/function-releases.ts';
import type { ReleaseStore } from '../ports.ts';
import { type Release, release, withdraw } from './release.ts';
import { updateReleases } from './update-releases.ts';

type Store = Pick<ReleaseStore, 'find' | 'replace'>;

export interface ReleaseOrder {
  readonly releases: readonly Release[];
  /** Functions that `registeredBy` deploys no more. */
  readonly withdrawn: readonly string[];
  readonly registeredBy: string;
  readonly now: Date;
}

interface Change {
  readonly before: FunctionReleases;
  readonly after: FunctionReleases;
}

/**
 * Releases all of these versions and withdraws what is gone, or changes nothing: what was stored before a failure is
 * put back, unless somebody has changed it since. Each of these functions is stored, also where that changes nothing but
 * its revision: whatever another request decided on before is not stored over it. What is new is stored withdrawn first,
 * and given to anybody only over that: a first item that is stored late gives nobody anything.
 *
 * @returns ids of the functions that were withdrawn
 * @throws InvalidInput when the catalogue cannot hold one of them, UnreadableItem
 */
export async function releaseAll(store: Store, order: ReleaseOrder): Promise<readonly string[]> {
  const { releases, withdrawn, now } = order;
  const changes: Change[] = [];
  try {
    for (const next of releases) {
      await updateReleases(store, next.entry.id, (before) => before ?? withheld(next, now));
      changes.push(...(await change(store, next.entry.id, (before) => release(before, next))));
    }
    const released = changes.length;
    for (const functionId of withdrawn)
      changes.push(...(await change(store, functionId, (before) => withdrawnBy(order, before))));
    const gone = changes
      .slice(released)
      .filter(({ before, after }) => after.withdrawnAt !== before.withdrawnAt);
    return gone.map(({ after }) => after.functionId);
  } catch (error) {
    // What cannot be put back now, the roll-back registers again.
    for (const done of changes.reverse()) await putBack(store, done).catch(() => undefined);
    throw error;
  }
}

function withheld(next: Release, now: Date): FunctionReleases {
  return { ...withdraw(release(undefined, next), now), revision: 1 };
}

/** Another stack may have taken the function over. */
function withdrawnBy({ registeredBy, now }: ReleaseOrder, before: FunctionReleases): FunctionReleases {
  return before.registeredBy === registeredBy ? withdraw(before, now) : before;
}

/** @returns what was stored; nothing for a function that was never there */
async function change(
  store: Store,
  functionId: string,
  decide: (before: FunctionReleases) => FunctionReleases,
): Promise<readonly Change[]> {
  let before: FunctionReleases | undefined;
  const after = await updateReleases(store, functionId, (found) => {
    before = found;
    return found && { ...decide(found), revision: found.revision + 1 };
  });
  return before && after ? [{ before, after }] : [];
}

async function putBack(store: Store, { before, after }: Change): Promise<void> {
  await updateReleases(store, after.functionId, (now) => {
    return now?.revision === after.revision ? { ...before, revision: after.revision + 1 } : now;
  });
}
