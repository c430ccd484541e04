import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { createTables } from '../../../local/state/create-tables.ts';
import { startDynamo } from '../../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { aStatus, FUNCTION, later, PDA } from '../../support/builders.ts';
import { unexpected } from '../../support/local-aws.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the state of one machine', () => {
  const directory = temporaryFolder();

  async function withStore<T>(use: (store: DynamoStatusStore) => Promise<T>): Promise<T> {
    const server = await startDynamo(directory);
    const { dynamo } = createClients({ dynamo: localClientConfig(server.endpoint) });
    try {
      await createTables(dynamo);
      return await use(new DynamoStatusStore(dynamo, 'statuses', unexpected));
    } finally {
      dynamo.destroy();
      await server.close();
    }
  }

  it('outlives the process, index and all', async () => {
    const status = aStatus({ dueAt: later(-1).toISOString(), cursor: '9' });
    await withStore((store) => store.replace(status));

    const found = await withStore(async (store) => [
      await store.find(PDA, FUNCTION),
      ...(await store.due(later(0), 9)),
    ]);

    expect(found).toEqual([status, status]);
  });
});
