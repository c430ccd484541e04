import type { FunctionReleases } from '../model/function-releases.ts';
import type { ReleaseStore } from '../ports.ts';

/**
 * Stores a decision about a function's releases, deciding anew whenever somebody else changed them first.
 *
 * @param decide returns what it was given for no change
 * @returns what is stored now; undefined when that is nothing
 * @throws UnreadableItem, and what `decide` throws
 */
export async function updateReleases<Decided extends FunctionReleases | undefined>(
  store: Pick<ReleaseStore, 'find' | 'replace'>,
  functionId: string,
  decide: (before: FunctionReleases | undefined) => Decided,
): Promise<Decided> {
  for (;;) {
    const before = await store.find(functionId);
    const decided = decide(before);
    if (!decided || decided === before) return decided;
    // One change to whoever stores it, of however many it was made: over another revision it would never be stored.
    const next = { ...decided, revision: (before?.revision ?? 0) + 1 };
    if (await store.replace(next)) return next;
  }
}
