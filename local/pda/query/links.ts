import type { EndpointQuery } from '../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { asEndpointData, RECORD_COLUMNS, type RecordRow } from '../store/record-row.ts';
import { branchConditions } from './branch.ts';
import { reshaping } from './mapping.ts';
import { Parameters } from './parameters.ts';
import type { Reader } from './reader.ts';

type LinkQuery = NonNullable<EndpointQuery['links']>[number];

/** Whose links are wanted, and what must not be seen: what came after `upTo`, what `notBy` derived. */
export interface LinkScope {
  readonly pda: string;
  readonly property: string;
  readonly upTo?: number | undefined;
  readonly notBy?: string | undefined;
}

interface LinkedRow extends RecordRow {
  readonly owner: string;
}

/** Records that share a group with one of `owners` and match one of `links`: owner's id → records, oldest first. */
export async function readLinks(
  reader: Reader,
  scope: LinkScope,
  owners: readonly string[],
  links: readonly LinkQuery[],
): Promise<ReadonlyMap<string, readonly EndpointData[]>> {
  const found = new Map<string, Map<string, EndpointData>>();
  for (const link of links) {
    const reshape = reshaping(link.mapping, scope.property);
    const { text, values } = linkStatement(reader, scope, owners, link);
    for (const row of await reader.query<LinkedRow>(text, values)) {
      const linked = found.get(row.owner) ?? new Map<string, EndpointData>();
      found.set(row.owner, linked);
      if (linked.has(row.id)) continue;
      const record = asEndpointData(row);
      linked.set(row.id, { ...record, data: reshape(record.data) });
    }
  }
  return new Map([...found].map(([owner, linked]) => [owner, [...linked.values()]]));
}

/**
 * Filters look at linked records alone: else it would be the planner's choice whether a value that belongs to nobody
 * here, and that a filter cannot read, is an error.
 */
function linkStatement({ isLocating }: Reader, scope: LinkScope, owners: readonly string[], link: LinkQuery) {
  const parameters = new Parameters();
  const branch = { property: scope.property, query: link, orderBy: undefined };
  const [pda, ids] = [parameters.add(scope.pda), parameters.add(owners)];
  const upTo = parameters.add(scope.upTo ?? Number.MAX_SAFE_INTEGER);
  const notBy =
    scope.notBy === undefined ? '' : ` and derived_by is distinct from ${parameters.add(scope.notBy)}`;
  const text = `
    with pair as (
      select distinct own.record_id as owner, other.record_id as linked
      from link_member own join link_member other using (pda, group_id)
      where pda = ${pda} and own.record_id = any(${ids}::text[]::uuid[]) and own.record_id <> other.record_id
        and own.seq <= ${upTo}::bigint and other.seq <= ${upTo}::bigint),
    record as materialized (
      select pair.owner, every.*
      from pair join record as every on every.pda = ${pda} and every.id = pair.linked)
    select owner, ${RECORD_COLUMNS}
    from record
    where ${branchConditions(branch, { pda: scope.pda, isLocating }, parameters)} and record.seq <= ${upTo}::bigint${notBy}
    order by record.seq`;
  return { text, values: parameters.values };
}
