import { type ExecutionRecord, isSuccess } from './execution-record.ts';

/** Records read or derived, by tens. */
export const RECORD_BUCKETS = ['0', '1-9', '10-99', '100-999', '1000+'] as const;
const MOST_RECORDS = [0, 9, 99, 999];

/** How long it took. */
export const DURATION_BUCKETS = ['<1s', '<10s', '<1min', '<10min', '10min+'] as const;
const MOST_MS = [999, 9_999, 59_999, 599_999];

export const PUBLISHED_STATUSES = ['succeeded', 'failed', 'cancelled'] as const;

/**
 * How an execution ended, as everybody hears it who listens: enough to react to. A function could write what it saw
 * into exact numbers and codes: the owner's execution record has those, and the operator's log and letters the code.
 */
export interface PublishedOutcome
  extends Pick<
    ExecutionRecord,
    'executionId' | 'pda' | 'functionId' | 'version' | 'codeHash' | 'trigger' | 'sealed'
  > {
  readonly status: (typeof PUBLISHED_STATUSES)[number];
  readonly recordsIn: (typeof RECORD_BUCKETS)[number];
  readonly recordsOut: (typeof RECORD_BUCKETS)[number];
  readonly duration: (typeof DURATION_BUCKETS)[number];
}

/** What may be told of a stored record. */
export function publishedOutcome(record: ExecutionRecord): PublishedOutcome {
  const { executionId, pda, functionId, version, codeHash, trigger, sealed } = record;
  return {
    ...{ executionId, pda, functionId, version, codeHash, trigger, sealed },
    status: coarse(record),
    recordsIn: bucket(record.recordsIn, MOST_RECORDS, RECORD_BUCKETS),
    recordsOut: bucket(record.recordsOut, MOST_RECORDS, RECORD_BUCKETS),
    duration: bucket(record.durationMs, MOST_MS, DURATION_BUCKETS),
  };
}

function coarse(record: ExecutionRecord): PublishedOutcome['status'] {
  if (isSuccess(record)) return 'succeeded';
  return record.status === 'cancelled' ? 'cancelled' : 'failed';
}

/** @param most of each bucket but the last */
function bucket<T>(value: number, most: readonly number[], buckets: readonly T[]): T {
  const index = most.findIndex((bound) => value <= bound);
  return buckets.at(index) as T;
}
