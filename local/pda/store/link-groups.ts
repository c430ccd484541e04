import type { Sql } from './sql.ts';

/** Records that belong together: `record` and those it was saved with or derived from. */
export interface LinkGroup {
  readonly record: string;
  readonly linked: readonly string[];
}

/** Stores groups, each named after its record; ids the PDA does not know are ignored. */
export async function insertLinkGroups(
  sql: Sql,
  { pda, seq, groups }: { readonly pda: string; readonly seq: number; readonly groups: readonly LinkGroup[] },
): Promise<void> {
  const members = groups
    .filter(({ linked }) => linked.length > 0)
    .flatMap(({ record, linked }) => [record, ...linked].map((member) => ({ group: record, member })));
  if (members.length === 0) return;
  await sql.query(
    `insert into link_member (pda, group_id, record_id, seq)
     select pda, (m->>'group')::uuid, id, $2
     from jsonb_array_elements($3::jsonb) as m
     join record on pda = $1 and id = (m->>'member')::uuid
     on conflict do nothing`,
    [pda, seq, JSON.stringify(members)],
  );
}
