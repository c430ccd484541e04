import type { OnUnreadable } from '../../adapters/dynamodb/item-reader.ts';
import type { EngineLog, GroupPseudonyms } from '../../core/ports.ts';

/** Different items that one process tells of: where a whole table cannot be read, the first ones say enough. */
const MOST_TOLD = 1000;

/** The same of what is released, in which no PDA's name is a key. */
export function unreadableReleases(log: EngineLog): OnUnreadable {
  return ({ table, ids: { functionId } }) => log.tell('unreadable item', { table, functionId });
}

/** Tells the log of items that cannot be read: each once in the life of this process, and PDAs by their pseudonyms. */
export function unreadableItems(log: EngineLog, groups: GroupPseudonyms): OnUnreadable {
  const told = new Set<string>();
  return (error) => {
    const { pda, ...ids } = error.ids;
    const whose: Record<string, string> = pda === undefined ? {} : { pdaGroup: groups.group(pda) };
    const item = { table: error.table, ...whose, ...ids };
    const key = JSON.stringify(item);
    if (told.has(key) || told.size >= MOST_TOLD) return;
    told.add(key);
    log.tell('unreadable item', item);
  };
}
