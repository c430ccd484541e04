import { DynamoExecutionStore } from '../../adapters/dynamodb/execution-store.ts';
import { DynamoFunctionCatalogue } from '../../adapters/dynamodb/function-catalogue.ts';
import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { DynamoRunSlots } from '../../adapters/dynamodb/run-slots.ts';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { NOW } from '../support/builders.ts';
import { type LocalDynamo, unexpected } from '../support/local-aws.ts';
import { describeExecutionStore } from './execution-store.ts';
import { describeFunctionCatalogue } from './function-catalogue.ts';
import type { Make } from './make.ts';
import { describeReleaseStore } from './release-store.ts';
import { describeRunSlots } from './run-slots.ts';
import { describeStatusStore } from './status-store.ts';

/** The contracts of every store, on a DynamoDB that `open` makes new and empty. */
export function describeDynamoStores(name: string, open: () => Promise<LocalDynamo>): void {
  const over =
    <T>(make: (client: LocalDynamo['client']) => T): Make<T> =>
    async () => {
      const { client, close } = await open();
      return { it: make(client), close };
    };

  describeStatusStore(
    name,
    over((client) => new DynamoStatusStore(client, 'statuses', unexpected)),
  );
  describeExecutionStore(
    name,
    over((client) => new DynamoExecutionStore(client, 'executions', unexpected)),
  );
  describeRunSlots(
    name,
    over((client) => new DynamoRunSlots(client, 'slots', () => NOW)),
  );
  describeFunctionCatalogue(
    name,
    over((client) => {
      const options = { now: () => NOW, onUnreadable: unexpected };
      return {
        catalogue: new DynamoFunctionCatalogue(client, 'catalogue', options),
        releases: new DynamoReleaseStore(client, 'catalogue', unexpected),
      };
    }),
  );
  describeReleaseStore(
    name,
    over((client) => new DynamoReleaseStore(client, 'catalogue', unexpected)),
  );
}
