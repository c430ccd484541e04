import type { EngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { DynamoExecutionStore } from '../../adapters/dynamodb/execution-store.ts';
import { DynamoFunctionCatalogue } from '../../adapters/dynamodb/function-catalogue.ts';
import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { SqsGroupedQueue } from '../../adapters/sqs/grouped-queue.ts';
import type { Clock, EngineLog, PdaDirectory } from '../../core/ports.ts';
import type { Clients } from './clients.ts';
import { tellingExecutions } from './telling.ts';
import { unreadableItems } from './unreadable-items.ts';

/** What every entry point is wired from, on AWS as on one machine. */
export interface Wiring {
  readonly clients: Pick<Clients, 'dynamo' | 'sqs'>;
  readonly keys: Pick<EngineKeys, 'groups'>;
  readonly now: Clock;
  readonly log: EngineLog;
  /** How old may be what the engine knows of the catalogue. @default CATALOGUE_AGE_MS */
  readonly catalogueAgeMs?: number;
}

/** What those entry points are wired from that speak with PDAs. */
export interface PdaWiring extends Wiring {
  readonly directory: PdaDirectory;
}

/** The adapters behind the names an environment gives; each entry point takes those it has names for. */
export function wire({ clients, keys, now, log, catalogueAgeMs: ageMs }: Wiring) {
  const groups = new HmacGroupPseudonyms(keys.groups);
  const onUnreadable = unreadableItems(log, groups);
  return {
    groups,
    catalogue: (table: string) =>
      new DynamoFunctionCatalogue(clients.dynamo, table, { now, ageMs, onUnreadable }),
    releases: (table: string) => new DynamoReleaseStore(clients.dynamo, table, onUnreadable),
    statuses: (table: string) => new DynamoStatusStore(clients.dynamo, table, onUnreadable),
    executions: (table: string, keptDays?: number) =>
      tellingExecutions(new DynamoExecutionStore(clients.dynamo, table, onUnreadable, keptDays), log, groups),
    dataEvents: (queueUrl: string) => new SqsGroupedQueue(clients.sqs, queueUrl, groups),
    queue: (queueUrl: string) => new SqsGroupedQueue(clients.sqs, queueUrl, groups),
  };
}
