import { DynamoExecutionStore } from '../../adapters/dynamodb/execution-store.ts';
import { DynamoFunctionCatalogue } from '../../adapters/dynamodb/function-catalogue.ts';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { NOW } from '../support/builders.ts';
import { openLocalDynamo, unexpected } from '../support/local-aws.ts';
import { describeExecutionStore } from './execution-store.ts';
import { describeFunctionCatalogue } from './function-catalogue.ts';
import type { Make } from './make.ts';
import { describeStatusStore } from './status-store.ts';

type Client = ConstructorParameters<typeof DynamoStatusStore>[0];

const over =
  <T>(make: (client: Client) => T): Make<T> =>
  async () => {
    const { client, close } = await openLocalDynamo();
    return { it: make(client), close };
  };

describeStatusStore(
  'DynamoDB',
  over((client) => new DynamoStatusStore(client, 'statuses', unexpected)),
);
describeExecutionStore(
  'DynamoDB',
  over((client) => new DynamoExecutionStore(client, 'executions', unexpected)),
);
describeFunctionCatalogue(
  'DynamoDB',
  over(
    (client) =>
      new DynamoFunctionCatalogue(client, 'catalogue', { now: () => NOW, onUnreadable: unexpected }),
  ),
);
