import type { Sql } from './sql.ts';

/** Some of the records named are not there; nothing was changed. */
export class RecordsMissing extends Error {
  override readonly name = 'RecordsMissing';
}

/** What a record is, without what it holds. */
export interface Located {
  readonly id: string;
  readonly endpoint: string;
  readonly sourceUniqueId: string | null;
  /** Function that derived it, if one did. */
  readonly derivedBy: string | null;
  /** Functions it was derived by, oldest first. */
  readonly chain: readonly string[];
}

/**
 * The records of these ids.
 * @throws RecordsMissing when one of them is not there
 */
export async function locate(sql: Sql, pda: string, ids: readonly string[]): Promise<readonly Located[]> {
  const distinct = [...new Set(ids)];
  const rows = await sql.query<Located>(
    `select id, endpoint, source_unique_id as "sourceUniqueId", derived_by as "derivedBy", chain
     from record where pda = $1 and id = any($2::text[]::uuid[])`,
    [pda, distinct],
  );
  if (rows.length < distinct.length) throw new RecordsMissing();
  return rows;
}

/** Endpoints of those of the records that exist, each once. */
export async function endpointsOf(sql: Sql, pda: string, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await sql.query<{ endpoint: string }>(
    'select distinct endpoint from record where pda = $1 and id = any($2::text[]::uuid[])',
    [pda, ids],
  );
  return rows.map(({ endpoint }) => endpoint);
}
