import type { Sql } from './sql.ts';

/** The endpoints that hold records, by namespace, each without its namespace. */
export async function sourcesOf(sql: Sql, pda: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await sql.query<{ endpoint: string }>(
    'select distinct endpoint from record where pda = $1 order by endpoint',
    [pda],
  );
  const sources = new Map<string, string[]>();
  for (const { endpoint } of rows) {
    const [namespace = '', ...rest] = endpoint.split('/');
    const paths = sources.get(namespace) ?? [];
    sources.set(namespace, paths);
    paths.push(rest.join('/'));
  }
  return Object.fromEntries(sources);
}
