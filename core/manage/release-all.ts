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
}

interface Change {
  readonly before: FunctionReleases | undefined;
  readonly after: FunctionReleases;
}

/**
 * Releases all of these versions and withdraws what is gone, or changes nothing: what was stored before a failure is
 * put back, unless somebody has changed it since.
 *
 * @returns ids of the functions that were withdrawn
 * @throws InvalidInput when the catalogue cannot hold one of them, UnreadableItem
 */
export async function releaseAll(store: Store, order: ReleaseOrder): Promise<readonly string[]> {
  const { releases, withdrawn, registeredBy } = order;
  const changes: Change[] = [];
  try {
    for (const next of releases)
      changes.push(...(await change(store, next.entry.id, (before) => release(before, next))));
    const released = changes.length;
    for (const functionId of withdrawn)
      changes.push(...(await change(store, functionId, (before) => withdrawnBy(registeredBy, before))));
    return changes.slice(released).map(({ after }) => after.functionId);
  } catch (error) {
    // What cannot be put back now, the roll-back registers again.
    for (const done of changes.reverse()) await putBack(store, done).catch(() => undefined);
    throw error;
  }
}

/** Another stack may have taken the function over. */
function withdrawnBy(stack: string, before: FunctionReleases | undefined): FunctionReleases | undefined {
  return before?.registeredBy === stack ? withdraw(before) : before;
}

/** @returns the change, if it is one */
async function change(
  store: Store,
  functionId: string,
  decide: (before: FunctionReleases | undefined) => FunctionReleases | undefined,
): Promise<readonly Change[]> {
  let before: FunctionReleases | undefined;
  const after = await updateReleases(store, functionId, (found) => {
    before = found;
    return decide(found);
  });
  return after && after !== before ? [{ before, after }] : [];
}

async function putBack(store: Store, { before, after }: Change): Promise<void> {
  await updateReleases(store, after.functionId, (now) => {
    if (now?.revision !== after.revision) return now;
    return before ? { ...before, revision: after.revision + 1 } : withdraw(after);
  });
}
