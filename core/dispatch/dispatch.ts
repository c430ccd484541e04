import { isSuspended } from '../execute/claim.ts';
import { findEntry } from '../find-entry.ts';
import { type CatalogueEntry, isRunnable } from '../model/catalogue-entry.ts';
import type { DataEvent } from '../model/data-event.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import type { Clock, ExecutionQueue, FunctionCatalogue, StatusStore } from '../ports.ts';
import { isDue } from './due.ts';
import { markDirty } from './mark-dirty.ts';
import { touching } from './touch.ts';

export interface DispatcherDeps {
  readonly catalogue: FunctionCatalogue;
  readonly statuses: StatusStore;
  readonly queue: ExecutionQueue;
  readonly now: Clock;
}

/**
 * Finds which functions one PDA's data events concern, marks their statuses, and asks for executions of those
 * that are due. Marks come first: a request may get lost, a mark may not.
 *
 * @param events all of the same PDA
 */
export async function dispatch(
  deps: DispatcherDeps,
  pda: string,
  events: readonly DataEvent[],
): Promise<void> {
  const statuses = await deps.statuses.ofPda(pda);
  const isTouched = touching(statuses);
  const touched = statuses.filter((status) => events.some((event) => isTouched(status, event)));
  const requests = await Promise.all(touched.map((status) => mark(deps, status)));
  const due = requests.filter((request) => request !== undefined);
  if (due.length > 0) await deps.queue.send(due);
}

async function mark(deps: DispatcherDeps, status: FunctionStatus): Promise<ExecutionRequest | undefined> {
  const { pda, functionId } = status;
  const entry = await findEntry(deps.catalogue, status);
  const isDueNow = await store(deps, status, entry);
  // What cannot run now is marked all the same, and looked at again in a while.
  return isDueNow && entry && isRunnable(entry) ? { pda, functionId, trigger: 'event' } : undefined;
}

/**
 * Marks the status, reading it again whenever somebody else changed it first.
 *
 * @param entry absent when the catalogue has none that can be read
 * @returns whether it is due
 */
async function store(
  deps: DispatcherDeps,
  seen: FunctionStatus,
  entry: CatalogueEntry | undefined,
): Promise<boolean> {
  for (let status: FunctionStatus | undefined = seen; status; ) {
    const now = deps.now();
    const isTime = !entry || isDue(entry.configuration.trigger, status.lastExecution, now);
    const due = isTime && !isSuspended(status);
    const marked = markDirty(status, due, now);
    if (!marked || (await deps.statuses.replace(marked))) return due;
    status = await deps.statuses.find(status.pda, status.functionId);
  }
  return false;
}
