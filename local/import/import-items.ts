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

/** What became of the records of a batch; the others were in the PDA before. */
export interface Stored {
  readonly fresh: number;
  /** One for each record that the PDA does not take. */
  readonly refused: readonly ImportProblem[];
}

export interface ImportSteps {
  readonly store: (batch: Batch) => Promise<Stored>;
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
  const store = async (batch: Batch): Promise<void> => {
    const { fresh, refused } = await steps.store(batch);
    counts.fresh += fresh;
    counts.bad += refused.length;
    counts.known += batch.records.length - fresh - refused.length;
    for (const one of refused) steps.onProblem(one);
    steps.onProgress({ ...counts });
  };
  for await (const item of items) {
    const checked = item.kind === 'record' ? checkSize(item) : item;
    if (checked.kind === 'problem') {
      counts.bad += 1;
      steps.onProblem(checked);
      continue;
    }
    counts.read += 1;
    for (const full of batches.add(checked)) await store(full);
  }
  for (const batch of batches.rest()) await store(batch);
  return counts;
}

function checkSize(item: Extract<ImportItem, { kind: 'record' }>): ImportItem {
  if (jsonBytes(item.data) <= MAX_RECORD_BYTES) return item;
  return problem(item.where, `is larger than ${MAX_RECORD_BYTES / 1_000_000} MB: shorten or split it`);
}
