/** A number for each property: its distinct records. */
export type Counters = Record<string, number>;

export interface ActivityRecord {
  /** When the count was made. */
  readonly timestamp: string;
  /** The last count before; absent on the first. */
  readonly since?: string;
  readonly counters: Counters;
}

/**
 * Counts the distinct records of each property. Two are the same when they have the same `recordId`, or, where
 * one has none, the same data.
 *
 * @param data the request's data, property → records; anything that is no list counts as none
 */
export function countRecords(data: unknown): Counters {
  return Object.fromEntries(
    Object.entries(asObject(data)).map(([property, records]) => [
      property,
      new Set(Array.isArray(records) ? records.map(identity) : []).size,
    ]),
  );
}

/** The record to save, or undefined when there was nothing to count. */
export function activityRecord(
  counters: Counters,
  timestamp: string,
  since: unknown,
): ActivityRecord | undefined {
  if (Object.values(counters).every((count) => count === 0)) return undefined;
  return { timestamp, ...(typeof since === 'string' && { since }), counters };
}

function identity(record: unknown): string {
  const { recordId, data } = asObject(record);
  return typeof recordId === 'string' ? `id ${recordId}` : `data ${JSON.stringify(sorted(data))}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, inner]) => [key, sorted(inner)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** Objects as they are; anything else as an empty one. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
