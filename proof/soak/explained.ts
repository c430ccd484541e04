import { derivedRecordId } from '../../core/execute/record-id.ts';
import { type ExecutionRecord, isSuccess } from '../../core/model/execution-record.ts';

/** No function of this registry returns more for one part; sentiment-tracker takes 200 texts at a time. */
const MOST_PER_PART = 200;

/**
 * The execution behind each derived record. Ids are made of execution, part and index, so that the record of an
 * execution tells which ids may be its own, without asking the PDA for provenance.
 */
export function executionsByRecord(
  executions: readonly ExecutionRecord[],
): ReadonlyMap<string, ExecutionRecord> {
  return new Map(
    executions.flatMap((execution) => possibleIds(execution).map((id) => [id, execution] as const)),
  );
}

function possibleIds(execution: ExecutionRecord): readonly string[] {
  const { executionId: id, parts, recordsOut } = execution;
  // Only one that ended well tells exactly how far it got.
  const isWhole = isSuccess(execution);
  const indexes = isWhole ? Math.min(recordsOut, MOST_PER_PART) : MOST_PER_PART;
  const lastPart = isWhole ? parts : parts + 1;
  const ids: string[] = [];
  for (let part = 0; part <= lastPart; part++) {
    for (let index = 0; index < indexes; index++) ids.push(derivedRecordId({ id, part }, index));
  }
  return ids;
}
