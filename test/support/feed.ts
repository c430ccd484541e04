import { type FeedMapping, feedMappingSchema } from '../../core/model/feed-mapping.ts';
import type { Json } from '../../core/model/json.ts';
import type { OwnersPage, OwnersRecord, OwnersRecords } from '../../core/ports.ts';
import { NOW, uuid } from './builders.ts';

/** How the records of `hydration-coach` are shown, with changes on top. */
export function aFeedMapping(change: Record<string, unknown> = {}): FeedMapping {
  return feedMappingSchema.parse({ date: 'at', title: { text: '{{drinks}} drinks' }, ...change });
}

/** A date so many days before NOW. */
export const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString();

/** A record that `aFeedMapping` shows, so many days old. */
export function aDrinkCount(drinks: number, daysOld = 0, change: Record<string, Json> = {}): OwnersRecord {
  return { recordId: uuid(7_000 + drinks), data: { drinks, at: daysAgo(daysOld), ...change } };
}

/** A PDA's records by endpoint, in the order in which the PDA would answer; it remembers what it was asked. */
export function ownersRecords(stored: Readonly<Record<string, readonly OwnersRecord[]>>) {
  const asked: OwnersPage[] = [];
  const records: OwnersRecords = {
    page: async (page) => {
      asked.push(page);
      const all = stored[page.endpoint] ?? [];
      const records = all.slice(page.skip, page.skip + page.take);
      return { records, passed: records.length, last: records.length < page.take };
    },
  };
  return { records, asked };
}
