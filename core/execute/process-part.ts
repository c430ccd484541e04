import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { Counts } from '../model/execution-record.ts';
import type { Attempt } from '../model/function-status.ts';
import { type Json, jsonBytes } from '../model/json.ts';
import type { DerivedRecord, Invocation } from '../ports.ts';
import { arrange } from './arrange.ts';
import type { ExecutorDeps } from './deps.ts';
import type { HeldLease } from './held-lease.ts';
import { processPayload } from './payload.ts';
import { derivedRecordId } from './record-id.ts';
import { checkResult } from './result-check.ts';
import type { Part } from './split.ts';
import { INVOKE_MARGIN_MS, PDA_TIMEOUT_MS } from './timing.ts';

/** The run that a part belongs to. */
export interface PartRun {
  readonly deps: Pick<ExecutorDeps, 'pda' | 'schemas' | 'now'>;
  readonly entry: CatalogueEntry;
  readonly pda: string;
  readonly tenant: string;
  readonly lease: Pick<HeldLease, 'status' | 'token'>;
  readonly attempt: Attempt;
  invoke(call: Invocation): Promise<Json>;
  /** Called before anything is written. */
  beginWrite(writing: NonNullable<Attempt['writing']>): Promise<void>;
}

/** Invokes the function on one pinned part, checks what it says, and writes it. @returns the counts so far */
export async function processPart(
  run: PartRun,
  part: Part,
  { bundle, last }: { readonly bundle: BundleQuery; readonly last: boolean },
): Promise<Counts> {
  const { entry, deps, attempt } = run;
  const before = { ...attempt.counts, setAside: attempt.counts.setAside + part.setAside };
  if (part.records === 0 && !entry.runOnEmpty) return before;
  const answer = await run.invoke({
    ...entry.process,
    tenant: run.tenant,
    payload: processPayload(entry, run.lease.status, arrange(part.rows, bundle)),
    timeoutMs: entry.timeout * 1000 + INVOKE_MARGIN_MS,
  });
  const records = await checkResult(answer, entry, deps.schemas);
  const counts = {
    ...before,
    parts: before.parts + 1,
    recordsIn: before.recordsIn + part.records,
    bytesIn: before.bytesIn + part.bytes,
    recordsOut: before.recordsOut + records.length,
    bytesOut: before.bytesOut + jsonBytes(records.map((record) => record.data)),
  };
  const derived = records.map((record, index) => ({ ...record, id: derivedRecordId(attempt, index) }));
  const [first] = derived;
  if (first) {
    await run.beginWrite({ firstRecordId: first.id, last, counts });
    await write(run, part, derived);
  }
  return counts;
}

function write(run: PartRun, part: Part, records: readonly DerivedRecord[]): Promise<void> {
  const { lease, deps } = run;
  const chain = new Set([...part.rows.flatMap((row) => row.chain), run.entry.id]);
  const writeDeadline = lease.status.lease?.writeDeadline;
  return deps.pda.writeDerived({
    pda: run.pda,
    functionId: run.entry.id,
    executionId: run.attempt.id,
    fence: lease.token,
    chain: [...chain],
    records,
    deadline: writeDeadline ? new Date(writeDeadline) : new Date(deps.now().getTime() + PDA_TIMEOUT_MS),
  });
}
