import { ArraySplitter } from '../array-splitter.ts';
import { type ImportItem, problem, type Source } from '../import-item.ts';
import { parseRecord, splitRecords } from '../raw-record.ts';
import type { ListFormat } from './list-formats.ts';

/** Reads a list of any length record by record; what the feed has no place for is counted and told at the end. */
export async function* readList(
  source: Source,
  format: ListFormat,
  endpoint: string = format.endpoint,
): AsyncGenerator<ImportItem> {
  const leftOut = new Map<string, number>();
  for await (const raw of splitRecords(source.chunks, new ArraySplitter())) {
    const where = `${source.name}, ${format.noun} ${raw.index} (line ${raw.line})`;
    const parsed = parseRecord(raw);
    const mapped = 'problem' in parsed ? parsed : format.map(parsed.value);
    if ('problem' in mapped) {
      yield problem(where, mapped.problem);
    } else if ('leftOut' in mapped) {
      leftOut.set(mapped.leftOut, (leftOut.get(mapped.leftOut) ?? 0) + 1);
    } else {
      yield { kind: 'record', where, endpoint, data: mapped.data };
    }
  }
  for (const [what, count] of leftOut) yield problem(source.name, `${what}, were left out: ${count}`);
}
