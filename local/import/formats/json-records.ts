import { type ImportItem, problem, type Source } from '../import-item.ts';
import { parseRecord, type Splitter, splitRecords } from '../raw-record.ts';

/** Reads JSON records, of any number, one by one and stores them as they are. */
export async function* readJsonRecords(
  source: Source,
  splitter: Splitter,
  endpoint: string,
): AsyncGenerator<ImportItem> {
  for await (const raw of splitRecords(source.chunks, splitter)) {
    const parsed = parseRecord(raw);
    if ('problem' in parsed) {
      yield problem(`${source.name}, record ${raw.index} (line ${raw.line})`, parsed.problem);
    } else {
      yield { kind: 'record', endpoint, data: parsed.value };
    }
  }
}
