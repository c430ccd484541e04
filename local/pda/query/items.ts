import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Sql } from '../store/sql.ts';
import type { Branch } from './branch.ts';
import { type LinkScope, readLinks } from './links.ts';
import { applyMapping } from './mapping.ts';

/** A record found by the branch of that number; `data` is JSON text. */
export interface Hit {
  readonly branch: number;
  readonly id: string;
  readonly endpoint: string;
  readonly data: string;
}

/** Shapes hits as their branches ask: mapped, with linked records. Answers in the order of `hits`. */
export async function toItems(
  sql: Sql,
  scope: Omit<LinkScope, 'property'>,
  branches: readonly Branch[],
  hits: readonly Hit[],
): Promise<readonly EndpointData[]> {
  const links = await Promise.all(
    branches.map((branch, number) => linksOf(sql, scope, branch, number, hits)),
  );
  return hits.map(({ branch, id, endpoint, data }) => {
    const { query, property } = branches[branch] as Branch;
    const mapped = applyMapping(query.mapping, JSON.parse(data), property);
    const linked = links[branch]?.get(id);
    return { endpoint, recordId: id, data: mapped, ...(linked ? { links: [...linked] } : {}) };
  });
}

async function linksOf(
  sql: Sql,
  scope: Omit<LinkScope, 'property'>,
  { query, property }: Branch,
  number: number,
  hits: readonly Hit[],
): Promise<ReadonlyMap<string, readonly EndpointData[]>> {
  const owners = hits.filter(({ branch }) => branch === number).map(({ id }) => id);
  if (!query.links || owners.length === 0) return new Map();
  return readLinks(sql, { ...scope, property }, owners, query.links);
}
