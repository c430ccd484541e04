import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { asEndpointData, type RecordRow } from '../store/record-row.ts';
import type { Branch } from './branch.ts';
import { type LinkScope, MOST_LINKED_BYTES, readLinks } from './links.ts';
import { reshaping } from './mapping.ts';
import type { Reader } from './reader.ts';

/** A record found by the branch of that number. */
export interface FoundRow extends RecordRow {
  readonly branch: number;
}

/**
 * Shapes records as their branches ask: mapped, with linked records. Answers in the order of `rows`.
 * @throws EvaluationError for a mapping that cannot be read, and for links that are too many
 */
export async function toItems(
  reader: Reader,
  scope: Omit<LinkScope, 'property'>,
  branches: readonly Branch[],
  rows: readonly FoundRow[],
): Promise<readonly EndpointData[]> {
  const items = new Map<FoundRow, EndpointData>();
  let most = MOST_LINKED_BYTES;
  for (const number of new Set(rows.map(({ branch }) => branch))) {
    const { property, query } = branches[number] as Branch;
    const found = rows.filter(({ branch }) => branch === number);
    const owners = found.map(({ id }) => id);
    const links = await readLinks(reader, { ...scope, property, owners, most }, query.links ?? []);
    most -= links.bytes;
    const reshape = reshaping(query.mapping, property);
    for (const row of found) {
      const record = asEndpointData(row);
      const linked = links.of.get(row.id);
      items.set(row, { ...record, data: reshape(record.data), ...(linked ? { links: [...linked] } : {}) });
    }
  }
  return rows.map((row) => items.get(row) as EndpointData);
}

/** @throws EvaluationError for a mapping that cannot be read, the branch's own or of the links it asks for */
export function assertMappings({ property, query }: Branch): void {
  for (const { mapping } of [query, ...(query.links ?? [])]) reshaping(mapping, property);
}
