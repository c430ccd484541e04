import type { EndpointQuery } from '../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { asEndpointData, RECORD_COLUMNS, type RecordRow } from '../store/record-row.ts';
import { branchConditions } from './branch.ts';
import { EvaluationError } from './evaluation-error.ts';
import { linkedPairs } from './linked-pairs.ts';
import { reshaping } from './mapping.ts';
import { Parameters } from './parameters.ts';
import type { Reader } from './reader.ts';

type LinkQuery = NonNullable<EndpointQuery['links']>[number];

const MEGABYTE = 1024 * 1024;

/** What a single record, which is shown with all its links or not at all, may bring along. */
export const MOST_LINKED_BYTES = 64 * MEGABYTE;

/** Whose links are wanted, and what must not be seen: what came after `upTo`, what `notBy` derived. */
export interface LinkScope {
  readonly pda: string;
  readonly property: string;
  readonly upTo?: number | undefined;
  readonly notBy?: string | undefined;
}

interface Owners {
  /** Their ids. */
  readonly owners: readonly string[];
  /** Stored bytes that may be linked to them. */
  readonly most: number;
}

interface LinkedRow extends RecordRow {
  readonly owner: string;
  /** Bytes of all rows. */
  readonly total: number;
}

interface Linked {
  /** Owner's id → records, in the order of `links`, each oldest first. */
  readonly of: ReadonlyMap<string, readonly EndpointData[]>;
  readonly bytes: number;
}

/**
 * Reads the records that share a group with one of `owners` and match one of `links`.
 * @throws EvaluationError when they are more than `most`
 */
export async function readLinks(
  reader: Reader,
  scope: LinkScope & Owners,
  links: readonly LinkQuery[],
): Promise<Linked> {
  const found = new Map<string, Map<string, EndpointData>>();
  let bytes = 0;
  for (const link of links) {
    const reshape = reshaping(link.mapping, scope.property);
    const { text, values } = linkStatement(reader, { ...scope, most: scope.most - bytes }, link);
    const rows = await reader.query<LinkedRow>(text, values);
    bytes += rows[0]?.total ?? 0;
    if (bytes > scope.most) throw tooMuch(scope.property, link.endpoint);
    for (const row of rows) {
      const linked = found.get(row.owner) ?? new Map<string, EndpointData>();
      found.set(row.owner, linked);
      if (linked.has(row.id)) continue;
      const record = asEndpointData(row);
      linked.set(row.id, { ...record, data: reshape(record.data) });
    }
  }
  return { of: new Map([...found].map(([owner, linked]) => [owner, [...linked.values()]])), bytes };
}

function tooMuch(property: string, endpoint: string): EvaluationError {
  const most = `one record is shown with at most ${MOST_LINKED_BYTES / MEGABYTE} MB of linked ones`;
  return new EvaluationError(
    `property "${property}", links "${endpoint}": ${most}; ask for fewer endpoints, or filter them`,
  );
}

/**
 * Filters look at linked records alone: else it would be the planner's choice whether a value that belongs to nobody
 * here, and that a filter cannot read, is an error.
 */
function linkStatement(
  { isLocating }: Reader,
  { owners, most, ...scope }: LinkScope & Owners,
  link: LinkQuery,
) {
  const parameters = new Parameters();
  const branch = { property: scope.property, query: link, orderBy: undefined };
  const [pda, ids] = [parameters.add(scope.pda), parameters.add(owners)];
  const upTo = parameters.add(scope.upTo ?? Number.MAX_SAFE_INTEGER);
  const notBy =
    scope.notBy === undefined ? '' : ` and derived_by is distinct from ${parameters.add(scope.notBy)}`;
  const text = `
    with pair as (
      ${linkedPairs(pda, ids)} and own.seq <= ${upTo}::bigint and other.seq <= ${upTo}::bigint),
    record as materialized (
      select pair.owner, every.*
      from pair join record as every on every.pda = ${pda} and every.id = pair.linked)
    select owner, total, ${RECORD_COLUMNS}
    from (
      select record.*, (sum(bytes) over ())::float8 as total, row_number() over () as place
      from record
      where ${branchConditions(branch, { pda: scope.pda, isLocating }, parameters)} and record.seq <= ${upTo}::bigint${notBy}
    ) as record
    where total <= ${parameters.add(most)}::float8 or place = 1
    order by record.seq`;
  return { text, values: parameters.values };
}
