import type { PropertyQuery } from '../../../core/model/data-bundle.ts';
import type { Database } from '../store/sql.ts';
import { type Branch, branchConditions, placeOf, propertyBranches, sortKeySql } from './branch.ts';
import { Hits, PACKED_HITS, type PackedRow } from './hits.ts';
import { type ItemPages, pageAt, pagesOf, type Result } from './item-pages.ts';
import { assertMappings } from './items.ts';
import { Parameters } from './parameters.ts';
import { type Reader, readSnapshot } from './reader.ts';

export interface PropertyRead {
  readonly pda: string;
  readonly property: string;
  readonly query: PropertyQuery;
  readonly skip?: number | undefined;
}

/**
 * Finds the records of one property: sorted, missing sort keys last, then skipped and limited. Which they are is
 * settled when this returns; each is shown as it is when its page is read, the first of which is already.
 * @throws EvaluationError
 */
export async function openProperty(database: Database, read: PropertyRead): Promise<ItemPages> {
  const { result, first } = await readSnapshot(database, placeOf(read.property), async (reader) => {
    const result = await findResult(reader, read);
    return { result, first: await pageAt(reader, result, 0) };
  });
  return pagesOf(database, result, first);
}

/** @throws EvaluationError also for mappings that will be needed */
export async function findResult(reader: Reader, read: PropertyRead): Promise<Result> {
  const branches = propertyBranches(read.property, read.query);
  const { text, values } = resultStatement(reader, read, branches);
  const [row] = await reader.query<PackedRow>(text, values);
  const found = new Hits(row?.packed ?? null);
  const hits = repeatsEndpoint(branches) ? found.firstOfEach() : found;
  for (const number of hits.branches()) assertMappings(branches[number] as Branch);
  return { pda: read.pda, property: read.property, branches, hits };
}

function resultStatement(
  { isLocating }: Reader,
  { pda, query, skip }: PropertyRead,
  branches: readonly Branch[],
) {
  const parameters = new Parameters();
  const selects = branches.map(
    (branch, number) =>
      `select seq, ${parameters.add(number)}::int as branch, id, ${sortKeySql(branch, parameters)} as sort_key
       from record where ${branchConditions(branch, { pda, isLocating }, parameters)}`,
  );
  const direction = query.ordering === 'descending' ? 'desc' : 'asc';
  const order = query.orderBy === undefined ? `seq ${direction}` : `sort_key ${direction} nulls last, seq`;
  const text = `select ${PACKED_HITS} as packed from (
    select branch, id from (${selects.join(' union all ')}) as hit
    order by ${order}, branch
    limit ${parameters.add(query.limit ?? null)}::bigint offset ${parameters.add(skip ?? 0)}::bigint) as ordered`;
  return { text, values: parameters.values };
}

function repeatsEndpoint(branches: readonly Branch[]): boolean {
  return new Set(branches.map(({ query }) => query.endpoint)).size < branches.length;
}
