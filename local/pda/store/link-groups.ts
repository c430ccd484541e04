import type { Sql } from './sql.ts';

/** Records that belong together. */
export interface LinkGroup {
  /** UUID; a group made with a record is named after it. */
  readonly name: string;
  readonly members: readonly string[];
}

/** Stores groups of two and more; members the PDA does not know are ignored. */
export async function insertLinkGroups(
  sql: Sql,
  { pda, seq, groups }: { readonly pda: string; readonly seq: number; readonly groups: readonly LinkGroup[] },
): Promise<void> {
  const memberships = groups
    .filter(({ members }) => members.length > 1)
    .flatMap(({ name, members }) => members.map((member) => ({ group: name, member })));
  if (memberships.length === 0) return;
  await sql.query(
    `insert into link_member (pda, group_id, record_id, seq)
     select pda, (m->>'group')::uuid, id, $2
     from jsonb_array_elements($3::jsonb) as m
     join record on pda = $1 and id = (m->>'member')::uuid
     on conflict do nothing`,
    [pda, seq, JSON.stringify(memberships)],
  );
}
