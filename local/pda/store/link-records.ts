import { insertLinkGroups } from './link-groups.ts';
import { locate } from './locate.ts';
import { reserveSequence } from './records.ts';
import type { SaveContext } from './save-owner-data.ts';

/**
 * Puts records into a new group: each is linked with all others. Raises no data event, since no data is new.
 * @throws RecordsMissing
 */
export async function linkRecords(
  context: SaveContext,
  { pda, ids }: { readonly pda: string; readonly ids: readonly string[] },
): Promise<void> {
  await context.database.transaction(async (sql) => {
    const seq = await reserveSequence(sql, pda, 1);
    await locate(sql, pda, ids);
    await insertLinkGroups(sql, { pda, seq, groups: [{ name: context.newId(), members: ids }] });
  });
}
