import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { TABLES } from '../../../lambdas/shared/tables.ts';
import { createTables } from '../../../local/state/create-tables.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';

describe('createTables', () => {
  it('ends when every table can be used, and leaves those alone that are there', async () => {
    const server = dynalite({ createTableMs: 100 }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { dynamo } = createClients({ dynamo: localClientConfig(`http://127.0.0.1:${port}`) });

    await createTables(dynamo);
    await createTables(dynamo);

    const described = await Promise.all(
      Object.keys(TABLES).map((TableName) => dynamo.send(new DescribeTableCommand({ TableName }))),
    );
    expect(described.map(({ Table }) => Table?.TableStatus)).toEqual(Object.keys(TABLES).map(() => 'ACTIVE'));
    dynamo.destroy();
    server.close();
  });
});
