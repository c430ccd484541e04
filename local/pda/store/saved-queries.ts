import { parseJson } from '../../../adapters/pda/parse-json.ts';
import { jsonText } from '../../../core/model/exact-number.ts';
import type { Json } from '../../../core/model/json.ts';
import type { Database, Sql } from './sql.ts';

export interface SavedQuery {
  readonly pda: string;
  /** Bundles and combinators have names of their own. */
  readonly kind: 'bundle' | 'combinator';
  readonly name: string;
}

/** Stores a query under its name, in the place of what had that name. */
export async function saveQuery(
  database: Database,
  { pda, kind, name }: SavedQuery,
  body: Json,
): Promise<void> {
  await database.transaction((sql) =>
    sql.query(
      `insert into saved_query (pda, kind, name, body) values ($1, $2, $3, $4)
       on conflict (pda, kind, name) do update set body = excluded.body`,
      [pda, kind, name, jsonText(body)],
    ),
  );
}

export async function findQuery(sql: Sql, { pda, kind, name }: SavedQuery): Promise<Json | undefined> {
  const [row] = await sql.query<{ body: string }>(
    'select body from saved_query where pda = $1 and kind = $2 and name = $3',
    [pda, kind, name],
  );
  return row && (parseJson(row.body) as Json);
}
