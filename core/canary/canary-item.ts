import * as z from 'zod/mini';
import { jsonSchema } from '../model/json.ts';
import { endpointSchema, functionIdSchema } from '../model/names.ts';

/** The function that answers heartbeats; nobody but the canary's PDA sees it. */
export const CANARY_FUNCTION = 'canary';
/** Where the canary saves its heartbeats, and where the function's answers lie. */
export const HEARTBEATS = 'canary/heartbeats';
export const ANSWERS = 'canary/answers';

/** A record of the canary's PDA. */
const storedRecordSchema = z.object({
  /** From 1, in creation order. */
  place: z.int(),
  recordId: z.uuid(),
  endpoint: endpointSchema,
  data: jsonSchema,
  /** Functions it was derived by; empty for the canary's own. */
  chain: z.array(functionIdSchema),
  /** ISO 8601. */
  savedAt: z.string(),
});
export type StoredRecord = z.infer<typeof storedRecordSchema>;

/**
 * All that there is of the canary, its PDA among it, in one item that is changed by compare-and-set on `revision`:
 * what a PDA must do at once (fence, records, places) then is done at once.
 */
export const canaryItemSchema = z.object({
  id: z.literal('canary'),
  revision: z.int(),
  /** ISO 8601; of the first beat. */
  bornAt: z.optional(z.string()),
  /** ISO 8601; when its PDA was registered with the engine last. */
  registeredAt: z.optional(z.string()),
  /** ISO 8601; when it agreed to the function for the first time. */
  agreedAt: z.optional(z.string()),
  /** How many heartbeats there have been. */
  beats: z.int(),
  /** The place that was given last. */
  places: z.int(),
  /** The highest that its function has written with. */
  fence: z.int(),
  /** In order of their places; those of the last hours. */
  records: z.array(storedRecordSchema),
});
export type CanaryItem = z.infer<typeof canaryItemSchema>;

export const UNBORN: CanaryItem = { id: 'canary', revision: 0, beats: 0, places: 0, fence: 0, records: [] };

const KEPT_MS = 2 * 3_600_000;

/**
 * The item with the records at its end, each with the next place; one that is there stays as it is. What is older than
 * two hours is forgotten.
 */
export function withRecords(
  item: CanaryItem,
  records: readonly Omit<StoredRecord, 'place' | 'savedAt'>[],
  now: Date,
): CanaryItem {
  const since = new Date(now.getTime() - KEPT_MS).toISOString();
  const known = new Set(item.records.map(({ recordId }) => recordId));
  const added = records
    .filter(({ recordId }) => !known.has(recordId))
    .map((record, index) => ({ ...record, place: item.places + index + 1, savedAt: now.toISOString() }));
  return {
    ...item,
    places: item.places + added.length,
    records: [...item.records.filter(({ savedAt }) => savedAt >= since), ...added],
  };
}
