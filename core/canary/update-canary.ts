import { type CanaryItem, UNBORN } from './canary-item.ts';

/** The canary's item. */
export interface CanaryStore {
  /** Strongly consistent. */
  find(): Promise<CanaryItem | undefined>;
  /** Stores `next` if the stored revision is the one below. @returns false when somebody else was first */
  replace(next: CanaryItem): Promise<boolean>;
}

/**
 * Stores a change of the canary, deciding anew whenever somebody else changed it first; it may have been the change
 * itself, whose answer was lost, so that it must do no harm twice.
 * @param decide returns a word for no change, which is handed on
 */
export async function updateCanary<Decided extends CanaryItem | string>(
  store: CanaryStore,
  decide: (before: CanaryItem) => Decided,
): Promise<CanaryItem | Extract<Decided, string>> {
  for (;;) {
    const before = (await store.find()) ?? UNBORN;
    const decided = decide(before);
    if (typeof decided === 'string') return decided as Extract<Decided, string>;
    const next = { ...(decided as CanaryItem), revision: before.revision + 1 };
    if (await store.replace(next)) return next;
  }
}
