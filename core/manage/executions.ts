import { hasLiveLease } from '../execute/lease.ts';
import { executionRecord } from '../execute/record.ts';
import type { ExecutionRecord } from '../model/execution-record.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import type { ManagementDeps } from './deps.ts';

/** The PDA's executions, newest first; those under way come from the status items. */
export async function listExecutions(
  deps: ManagementDeps,
  pda: string,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<readonly ExecutionRecord[]> {
  const [stored, statuses] = await Promise.all([
    deps.executions.ofPda(pda, { skip: 0, take: skip + take }),
    deps.statuses.ofPda(pda),
  ]);
  const storedIds = new Set(stored.map((record) => record.executionId));
  const running = await Promise.all(statuses.map((status) => runningRecord(deps, status, storedIds)));
  const live = running.filter((record) => record !== undefined);
  const liveIds = new Set(live.map((record) => record.executionId));
  return [...live, ...stored.filter((record) => !liveIds.has(record.executionId))]
    .toSorted(byStart)
    .slice(skip, skip + take);
}

/** Newest first. Those that began together keep their places, or a page could repeat one and lose another. */
function byStart(a: ExecutionRecord, b: ExecutionRecord): number {
  return Number(a.startedAt < b.startedAt) - Number(a.startedAt > b.startedAt);
}

async function runningRecord(
  deps: ManagementDeps,
  status: FunctionStatus,
  storedIds: ReadonlySet<string>,
): Promise<ExecutionRecord | undefined> {
  const { attempt, pda } = status;
  const now = deps.now();
  // An attempt that waits to be tried again is shown as its last try ended.
  if (!attempt || (storedIds.has(attempt.id) && !hasLiveLease(status, now))) return undefined;
  const entry = await deps.catalogue.find(status.functionId);
  if (!entry) return undefined;
  const outcome = { status: 'running' as const, counts: attempt.counts };
  return executionRecord({ pda, entry, attempt, sealed: deps.sealed, now }, outcome);
}
