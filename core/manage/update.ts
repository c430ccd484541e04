import { type FunctionStatus, untouchedStatus } from '../model/function-status.ts';
import type { StatusStore } from '../ports.ts';

export interface Update {
  readonly before: FunctionStatus;
  /** The same as `before` when nothing was to be changed. */
  readonly after: FunctionStatus;
}

/**
 * Stores the owner's decision, deciding anew whenever a run changed the status first.
 * @param decide returns undefined for no change
 */
export async function update(
  statuses: StatusStore,
  { pda, functionId }: { readonly pda: string; readonly functionId: string },
  decide: (status: FunctionStatus) => FunctionStatus | undefined,
): Promise<Update> {
  for (;;) {
    const before = (await statuses.find(pda, functionId)) ?? untouchedStatus(pda, functionId);
    const after = decide(before);
    if (!after) return { before, after: before };
    if (await statuses.replace(after)) return { before, after };
  }
}
