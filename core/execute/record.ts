import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type { Counts, ExecutionRecord } from '../model/execution-record.ts';
import type { Attempt } from '../model/function-status.ts';

export interface Outcome {
  readonly status: ExecutionRecord['status'];
  readonly counts: Counts;
  readonly errorCode?: ErrorCode | undefined;
}

export interface RecordContext {
  readonly pda: string;
  readonly entry: Pick<CatalogueEntry, 'id' | 'codeHash'>;
  readonly attempt: Attempt;
  readonly sealed: boolean;
  readonly now: Date;
}

/** The record of an execution as it stands at `now`. */
export function executionRecord(context: RecordContext, outcome: Outcome): ExecutionRecord {
  const { attempt, entry, now } = context;
  const { status, counts, errorCode } = outcome;
  return {
    executionId: attempt.id,
    pda: context.pda,
    functionId: entry.id,
    version: attempt.version,
    codeHash: attempt.codeHash ?? entry.codeHash,
    trigger: attempt.trigger,
    status,
    startedAt: attempt.at,
    ...(status === 'running' ? {} : { finishedAt: now.toISOString() }),
    ...counts,
    durationMs: Math.max(0, now.getTime() - new Date(attempt.at).getTime()),
    sealed: context.sealed,
    ...(errorCode ? { errorCode } : {}),
  };
}
