/** An index over a whole table, of keys only: what it finds is read from the table. Keys are strings. */
interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** How a table is keyed. Keys are strings. */
export interface TableDefinition {
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Attribute with the time, in Unix seconds, after which an item may be deleted. */
  readonly ttl?: string;
  readonly indexes?: readonly TableIndex[];
}

/**
 * The engine's tables, one per purpose so that each Lambda gets the least. The CDK app and the engine on one
 * machine both create them from here; plain data, so that neither pulls in the other's libraries.
 */
export const TABLES = {
  catalogue: { partitionKey: 'functionId' },
  /** `due` is sparse: only items that wait for a time carry its keys. */
  statuses: {
    partitionKey: 'pda',
    sortKey: 'functionId',
    indexes: [{ name: 'due', partitionKey: 'dueShard', sortKey: 'dueAt' }],
  },
  executions: { partitionKey: 'pda', sortKey: 'startedAtId', ttl: 'ttl' },
  pdas: { partitionKey: 'pda' },
  /** An item for each run of a function that may be at work; who takes one is at work until it runs out. */
  slots: { partitionKey: 'functionId', sortKey: 'slot', ttl: 'ttl' },
  /** What each functions stack has registered; nobody deploys to one machine. */
  registrations: { partitionKey: 'stack' },
} as const satisfies Record<string, TableDefinition>;

/** The canary's, which has one item; an engine on one machine has no canary. */
export const CANARY_TABLE = { partitionKey: 'id' } as const satisfies TableDefinition;
