import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type { ExecutionRecord } from '../model/execution-record.ts';
import { type Attempt, changed, type FunctionStatus } from '../model/function-status.ts';
import type { Clock, ExecutionStore, StatusStore } from '../ports.ts';
import { newAttempt } from './attempt.ts';
import { executionRecord, type RecordContext } from './record.ts';
import { after, REQUEST_GRACE_MS } from './timing.ts';

/**
 * A decision, which keeps what it ends in the status item until that is recorded: were it recorded by the decision's
 * own process alone, an execution would have no end when that dies.
 */
export function keepingEnded(
  before: FunctionStatus,
  next: FunctionStatus,
  { errorCode, now }: { readonly errorCode: ErrorCode; readonly now: Date },
): FunctionStatus {
  const dropped = droppedBy(before, next, now).map((attempt) => ({ attempt, errorCode }));
  const ended = [...(before.ended ?? []), ...dropped];
  if (ended.length === 0) return next;
  return { ...next, ended, dueAt: next.dueAt ?? after(now, REQUEST_GRACE_MS) };
}

/** What was begun, and what was asked for as the attempt it would have become. */
function droppedBy(before: FunctionStatus, next: FunctionStatus, now: Date): readonly Attempt[] {
  const { attempt, requested, consent } = before;
  const dropped: Attempt[] = [];
  if (attempt && !next.attempt) dropped.push({ ...attempt, bundle: undefined });
  if (requested && !next.requested && consent) {
    const { version, codeHash } = consent;
    dropped.push(newAttempt(before, { ...requested, trigger: 'manual', version, codeHash, now }));
  }
  return dropped;
}

/** The records of what a decision ended. */
export function endedRecords(
  { pda, ended = [] }: FunctionStatus,
  context: Omit<RecordContext, 'pda' | 'attempt'>,
): readonly ExecutionRecord[] {
  return ended.map(({ attempt, errorCode }) => {
    const outcome = { status: 'cancelled', counts: attempt.counts, errorCode } as const;
    return executionRecord({ ...context, pda, attempt }, outcome);
  });
}

export interface RecordEndedDeps {
  readonly statuses: StatusStore;
  readonly executions: ExecutionStore;
  readonly sealed: boolean;
  readonly now: Clock;
}

/** Records what a decision ended. Whoever decided does it, and should that process be gone, the next claim. */
export async function recordEnded(
  { statuses, executions, sealed, now }: RecordEndedDeps,
  status: FunctionStatus,
  entry: Pick<CatalogueEntry, 'id' | 'codeHash'>,
): Promise<void> {
  const records = endedRecords(status, { entry, sealed, now: now() });
  // Above what its own run may still have to tell; no later run has this id.
  for (const record of records) await executions.put(record, status.leaseToken + 1);
  const isWaitedFor = status.enabled || status.attempt !== undefined;
  const dueAt = isWaitedFor ? status.dueAt : undefined;
  // Should somebody have changed it meanwhile, it is recorded once more, which changes nothing.
  if (records.length > 0) await statuses.replace(changed(status, { ended: undefined, dueAt }));
}
