import { jsonBytes } from '../../core/model/json.ts';
import { type Batch, Batches } from './batches.ts';
import { type ImportItem, type ImportProblem, problem } from './import-item.ts';
import { MAX_RECORD_BYTES } from './limits.ts';

/** How far an import has come, and at last what came of it. */
export interface ImportCounts {
  readonly read: number;
  /** Stored now. */
  readonly fresh: number;
  /** In the PDA before, or twice in the file. */
  readonly known: number;
  readonly bad: number;
}

export interface ImportSteps {
  /** Stores a batch. @returns how many of its records were new */
  readonly send: (batch: Batch) => Promise<number>;
  readonly onProblem: (problem: ImportProblem) => void;
  /** Called after each batch. */
  readonly onProgress: (counts: ImportCounts) => void;
}

/** Stores records as they are read, batch by batch. */
export async function importItems(
  items: AsyncIterable<ImportItem>,
  steps: ImportSteps,
): Promise<ImportCounts> {
  const batches = new Batches();
  const counts = { read: 0, fresh: 0, known: 0, bad: 0 };
  const send = async (batch: Batch): Promise<void> => {
    const fresh = await steps.send(batch);
    counts.fresh += fresh;
    counts.known += batch.records.length - fresh;
    steps.onProgress({ ...counts });
  };
  for await (const item of items) {
    const checked = item.kind === 'record' ? checkSize(item, counts.read) : item;
    if (checked.kind === 'problem') {
      counts.bad += 1;
      steps.onProblem(checked);
      continue;
    }
    counts.read += 1;
    const full = batches.add(checked.endpoint, checked.data);
    if (full) await send(full);
  }
  for (const batch of batches.rest()) await send(batch);
  return counts;
}

function checkSize(item: Extract<ImportItem, { kind: 'record' }>, index: number): ImportItem {
  if (jsonBytes(item.data) <= MAX_RECORD_BYTES) return item;
  return problem(`record ${index + 1} for ${item.endpoint}`, `is larger than ${MAX_RECORD_BYTES / 1000} kB`);
}
