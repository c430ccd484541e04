import { InvalidInput } from '../../../core/errors.ts';
import type { Json } from '../../../core/model/json.ts';
import { readExported } from '../exported/read-line.ts';
import { Twins } from '../exported/twins.ts';
import { type ImportItem, type ImportRecord, problem, type Source } from '../import-item.ts';
import { parseExactRecord, type Splitter, splitRecords } from '../raw-record.ts';

const PLACELESS = 'say where they go with --as NAMESPACE/ENDPOINT';

/**
 * Reads JSON records, of any number, one by one. Those that `she export` wrote say where they belong and keep what
 * identifies them; all others go to `endpoint` as they are.
 * @param endpoint for all of them, whatever they say
 * @throws InvalidInput when the first record says not where it belongs, and `endpoint` does not either
 */
export async function* readJsonRecords(
  source: Source,
  splitter: Splitter,
  endpoint: string | undefined,
): AsyncGenerator<ImportItem> {
  const twins = new Twins();
  let isFirst = true;
  for await (const raw of splitRecords(source.chunks, splitter)) {
    const where = `${source.name}, record ${raw.index} (line ${raw.line})`;
    const parsed = parseExactRecord(raw);
    const record = 'problem' in parsed ? undefined : toRecord(parsed.value, endpoint, twins);
    if (record) yield { kind: 'record', where, ...record };
    else if ('problem' in parsed) yield problem(where, parsed.problem);
    else if (isFirst) throw new InvalidInput(source.name, [`holds JSON records: ${PLACELESS}`]);
    else yield problem(where, `does not say where it belongs: ${PLACELESS}`);
    isFirst &&= 'problem' in parsed;
  }
}

function toRecord(
  value: Json,
  endpoint: string | undefined,
  twins: Twins,
): Omit<ImportRecord, 'kind' | 'where'> | undefined {
  const exported = readExported(value);
  if (endpoint === undefined) return exported && twins.identify(exported);
  // A record of somebody's own may look a little like an exported one; it has no id of a PDA's.
  if (exported?.recordId === undefined) return { endpoint, data: value };
  // Elsewhere it is another record than the one of that id.
  const { recordId, ...copy } = twins.identify(exported);
  return { ...copy, endpoint };
}
