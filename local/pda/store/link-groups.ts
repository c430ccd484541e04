import { createHash } from 'node:crypto';
import type { Sql } from './sql.ts';

/** Records that belong together. */
export interface LinkGroup {
  /** UUID. */
  readonly name: string;
  readonly members: readonly string[];
}

/** The group of exactly these records: the same however often, and in whatever order, they are linked. */
export function groupOf(members: readonly string[]): LinkGroup {
  const distinct = [...new Set(members)].sort();
  const hash = createHash('sha256').update(distinct.join(' ')).digest('hex');
  return { name: hash.slice(0, 32), members: distinct };
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
