import { endedRecords } from '../execute/ended.ts';
import { hasLiveLease } from '../execute/lease.ts';
import { executionRecord } from '../execute/record.ts';
import type { ExecutionRecord } from '../model/execution-record.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import type { ManagementDeps } from './deps.ts';
import { type Explained, explained } from './owners-view.ts';

/** An execution as its owner sees it: what its code, if it has one, means. */
export type OwnersExecution = ExecutionRecord & Partial<Explained>;

/** The PDA's executions, newest first; those under way come from the status items. */
export async function listExecutions(
  deps: ManagementDeps,
  pda: string,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<readonly OwnersExecution[]> {
  // In this order: a run is recorded before its status says that it is over, so that it is seen in one of the two.
  const [statuses, entries] = await Promise.all([deps.statuses.ofPda(pda), deps.catalogue.all(pda)]);
  const stored = await deps.executions.ofPda(pda, { skip: 0, take: skip + take });
  const storedIds = new Set(stored.map((record) => record.executionId));
  const hashes = new Map(entries.map((entry) => [entry.id, entry.codeHash]));
  const context = { sealed: deps.sealed, now: deps.now(), hashes, storedIds };
  const live = statuses.flatMap((status) => unstored(status, context));
  const liveIds = new Set(live.map((record) => record.executionId));
  return [...live, ...stored.filter((record) => !liveIds.has(record.executionId))]
    .toSorted(byStart)
    .slice(skip, skip + take)
    .map((record) => ({ ...record, ...(record.errorCode ? explained(record.errorCode) : {}) }));
}

/** Newest first. Those that began together keep their places, or a page could repeat one and lose another. */
function byStart(a: ExecutionRecord, b: ExecutionRecord): number {
  return Number(a.startedAt < b.startedAt) - Number(a.startedAt > b.startedAt);
}

interface Context {
  readonly sealed: boolean;
  readonly now: Date;
  /** Of the code of each registered function, by its id. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly storedIds: ReadonlySet<string>;
}

/** What is under way, and what a decision ended a moment ago and is about to be recorded. */
function unstored(status: FunctionStatus, context: Context): readonly ExecutionRecord[] {
  const { attempt, pda, functionId, consent } = status;
  const { sealed, now, hashes, storedIds } = context;
  // What was agreed to, should the registry have the function no more.
  const entry = { id: functionId, codeHash: hashes.get(functionId) ?? consent?.codeHash ?? '' };
  const ended = endedRecords(status, { entry, sealed, now });
  // An attempt that waits to be tried again is shown as its last try ended.
  if (!attempt || (storedIds.has(attempt.id) && !hasLiveLease(status, now))) return ended;
  const outcome = { status: 'running' as const, counts: attempt.counts };
  return [executionRecord({ pda, entry, attempt, sealed, now }, outcome), ...ended];
}
