import type { Branch } from './branch.ts';
import { linkedPairs } from './linked-pairs.ts';
import type { Reader } from './reader.ts';

/** Stored bytes that a page of records holds, and of those linked to them; only its last record may exceed it. */
export const PAGE_BYTES = 4 * 1024 * 1024;

interface SizedRow {
  readonly id: string;
  readonly branch: number;
  readonly bytes: number;
}

interface PageSize {
  /** How many rows it holds. */
  readonly count: number;
  readonly bytes: number;
}

/**
 * Tells how many of `rows` make a page, together with all that their branches may link to them, whatever filters
 * leave of that. At least one record; rows of the same record follow each other, and are not parted.
 */
export async function pageSize(
  reader: Reader,
  pda: string,
  branches: readonly Branch[],
  rows: readonly SizedRow[],
): Promise<PageSize> {
  const linkedBytes = await linkedSizes(reader, pda, branches, rows);
  let bytes = 0;
  for (const [position, row] of rows.entries()) {
    if (bytes >= PAGE_BYTES && row.id !== rows[position - 1]?.id) return { count: position, bytes };
    bytes += row.bytes;
    for (const endpoint of linkedEndpoints(branches[row.branch])) {
      bytes += linkedBytes.get(`${row.id} ${endpoint}`) ?? 0;
    }
  }
  return { count: rows.length, bytes };
}

/** Owner's id and endpoint → bytes of what is linked there. */
async function linkedSizes(
  reader: Reader,
  pda: string,
  branches: readonly Branch[],
  rows: readonly SizedRow[],
): Promise<ReadonlyMap<string, number>> {
  const owners = rows.filter(({ branch }) => branches[branch]?.query.links);
  if (owners.length === 0) return new Map();
  const endpoints = new Set(branches.flatMap((branch) => [...linkedEndpoints(branch)]));
  const ids = new Set(owners.map(({ id }) => id));
  const sizes = await reader.query<{ owner: string; endpoint: string; bytes: number }>(SIZES, [
    pda,
    [...ids],
    [...endpoints],
  ]);
  return new Map(sizes.map(({ owner, endpoint, bytes }) => [`${owner} ${endpoint}`, bytes]));
}

const SIZES = `
  select owner, endpoint, sum(bytes)::float8 as bytes
  from (${linkedPairs('$1', '$2')}) as pair
    join record on record.pda = $1 and record.id = pair.linked
  where endpoint = any($3::text[])
  group by owner, endpoint`;

function linkedEndpoints(branch: Branch | undefined): ReadonlySet<string> {
  return new Set(branch?.query.links?.map(({ endpoint }) => endpoint));
}
