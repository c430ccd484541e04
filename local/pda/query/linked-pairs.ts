/**
 * Rows of `owner` and `linked`, the ids of records that share a group, each pair once. More conditions may follow.
 * @param pda placeholder of the PDA's name
 * @param owners placeholder of the owners' ids, as a list of texts
 */
export function linkedPairs(pda: string, owners: string): string {
  return `select distinct own.record_id as owner, other.record_id as linked
      from link_member own join link_member other using (pda, group_id)
      where pda = ${pda} and own.record_id = any(${owners}::text[]::uuid[]) and own.record_id <> other.record_id`;
}
