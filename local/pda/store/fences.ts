import type { Sql } from './sql.ts';

/** Remembers the highest fence of a function on a PDA; returns false when `fence` is below it. */
export async function passFence(
  sql: Sql,
  { pda, functionId, fence }: { readonly pda: string; readonly functionId: string; readonly fence: number },
): Promise<boolean> {
  const [row] = await sql.query<{ passes: boolean }>(
    `insert into fence (pda, function_id, highest) values ($1, $2, $3::bigint)
     on conflict (pda, function_id) do update set highest = greatest(fence.highest, excluded.highest)
     returning highest = $3::bigint as passes`,
    [pda, functionId, fence],
  );
  return row?.passes ?? false;
}

/**
 * For an engine that begins anew on a database that was in use: its leases are counted from the first again, and no
 * other engine is alive.
 */
export async function forgetFences(sql: Sql): Promise<void> {
  await sql.query('delete from fence');
}
