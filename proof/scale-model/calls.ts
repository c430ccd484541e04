/**
 * What a data event and a run cost in calls and in DynamoDB's units. This is the one source: the model multiplies it,
 * and tests count it, on every port and on DynamoDB itself.
 */

/** Calls of every port in a steady run of one part, whose bundle is frozen. */
export const CALLS_OF_A_RUN = {
  'slots.taken': 1,
  'slots.take': 1,
  'slots.giveBack': 1,
  'statuses.find': 1,
  'statuses.replace': 4,
  'executions.put': 1,
  'invoker.invoke': 1,
  'pda.readWindow': 1,
  'pda.writeDerived': 1,
  'outcomes.publish': 1,
} as const;

/** Calls of every port for a data event that makes one function run. */
export const CALLS_OF_AN_EVENT = {
  'statuses.ofPda': 1,
  'statuses.replace': 1,
  'queue.send': 1,
} as const;

/** What DynamoDB bills of an event: of its PDA's statuses once, and of each function that it makes run. */
export const UNITS_OF_AN_EVENT = { statusesRead: 1, statusesWritten: 1, indexEntries: 1 } as const;

/** What DynamoDB bills of a run: a status is larger than 1 KB while its attempt is pinned or being written. */
export const UNITS_OF_A_RUN = {
  statusesRead: 1,
  statusesWritten: 6,
  /** Put into the due index or taken away from it: an entry moves with each change of its time. */
  indexEntries: 7,
  slotsWritten: 2,
  recordsWritten: 1,
} as const;

/** Where a PDA is registered: read before each request to it. */
export const PDA_REQUESTS = CALLS_OF_A_RUN['pda.readWindow'] + CALLS_OF_A_RUN['pda.writeDerived'];

/** Bytes of an item as DynamoDB counts them, rounded up. */
export const ITEM_BYTES = { status: 1_400, slot: 170, record: 700, catalogueEntry: 6_000 } as const;
