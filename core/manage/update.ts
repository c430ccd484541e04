import { type FunctionStatus, untouchedStatus } from '../model/function-status.ts';
import type { StatusStore } from '../ports.ts';

/** Stores the owner's decision, deciding anew whenever a run changed the status first. */
export async function update(
  statuses: StatusStore,
  { pda, functionId }: { readonly pda: string; readonly functionId: string },
  decide: (status: FunctionStatus) => FunctionStatus,
): Promise<FunctionStatus> {
  for (;;) {
    const status = (await statuses.find(pda, functionId)) ?? untouchedStatus(pda, functionId);
    const next = decide(status);
    if (await statuses.replace(next)) return next;
  }
}
