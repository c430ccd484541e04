import type { BundleQuery, PropertyQuery } from '../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Database, Sql } from '../store/sql.ts';
import { type Branch, branchConditions, propertyBranches, sortKeySql } from './branch.ts';
import { readable } from './failed-statement.ts';
import { type Hit, toItems } from './items.ts';
import { Parameters } from './parameters.ts';

export interface PropertyRead {
  readonly pda: string;
  readonly property: string;
  readonly query: PropertyQuery;
  readonly skip?: number | undefined;
}

/**
 * Records of every property of a bundle, ordered and limited as each property asks.
 * @throws EvaluationError
 */
export function readBundle(
  database: Database,
  pda: string,
  bundle: BundleQuery,
): Promise<Record<string, readonly EndpointData[]>> {
  return database.snapshot(async (sql) => {
    const properties = new Map<string, readonly EndpointData[]>();
    for (const [property, query] of Object.entries(bundle)) {
      properties.set(property, await readProperty(sql, { pda, property, query }));
    }
    return Object.fromEntries(properties);
  });
}

/**
 * Records of one property: sorted, missing sort keys last, then skipped and limited.
 * @throws EvaluationError
 */
export async function readProperty(sql: Sql, read: PropertyRead): Promise<readonly EndpointData[]> {
  const branches = propertyBranches(read.property, read.query);
  const { text, values } = propertyStatement(read, branches);
  return readable(async () => {
    const hits = firstOfEach(await sql.query<Hit>(text, values));
    return toItems(sql, { pda: read.pda }, branches, hits);
  });
}

function propertyStatement({ pda, query, skip }: PropertyRead, branches: readonly Branch[]) {
  const parameters = new Parameters();
  const selects = branches.map(
    (branch, number) =>
      `select seq, ${parameters.add(number)}::int as branch, id, endpoint, data,
              ${sortKeySql(branch, parameters)} as sort_key
       from record where ${branchConditions(branch, pda, parameters)}`,
  );
  const direction = query.ordering === 'descending' ? 'desc' : 'asc';
  const order = query.orderBy === undefined ? `seq ${direction}` : `sort_key ${direction} nulls last, seq`;
  const text = `select branch, id, endpoint, data::text as data from (${selects.join(' union all ')}) as hit
    order by ${order}, branch
    limit ${parameters.add(query.limit ?? null)}::bigint offset ${parameters.add(skip ?? 0)}::bigint`;
  return { text, values: parameters.values };
}

/** A record that two endpoint queries found is one item, shaped as the first of them says. */
function firstOfEach(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter(({ id }) => !seen.has(id) && seen.add(id));
}
