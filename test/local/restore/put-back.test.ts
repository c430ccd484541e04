import { CreateTableCommand, DescribeTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { type PutBackOptions, putBack, type Restorable } from '../../../local/restore/put-back.ts';
import { aStatus, NOW } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

describe('what a table has lost', () => {
  let dynamo: LocalDynamo;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
  });
  afterEach(() => dynamo.close());

  /** A table beside, as AWS restores it: with the same keys. */
  const copyOf = async (table: Restorable): Promise<string> => {
    const { Table } = await dynamo.client.send(new DescribeTableCommand({ TableName: table }));
    const { KeySchema = [], AttributeDefinitions = [] } = Table ?? {};
    const names = KeySchema.map(({ AttributeName }) => AttributeName);
    await dynamo.client.send(
      new CreateTableCommand({
        ...{ TableName: 'copy', BillingMode: 'PAY_PER_REQUEST', KeySchema },
        AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) =>
          names.includes(AttributeName),
        ),
      }),
    );
    const wait = { client: dynamo.client, minDelay: 0.02, maxDelay: 0.5, maxWaitTime: 60 };
    await waitUntilTableExists(wait, { TableName: 'copy' });
    return 'copy';
  };
  const put = (TableName: string, Item: Record<string, unknown>) =>
    dynamo.client.send(new PutCommand({ TableName, Item }));
  const scan = async (TableName: string) =>
    (await dynamo.client.send(new ScanCommand({ TableName }))).Items ?? [];
  const restore = (table: Restorable, more: Partial<PutBackOptions> = {}) =>
    putBack(dynamo.client, { table, from: 'copy', to: table, keepsConsent: false, now: () => NOW, ...more });

  it('comes back, and what it has is left as it is', async () => {
    await copyOf('pdas');
    await put('copy', { pda: 'asha.test', url: 'https://old.test' });
    await put('copy', { pda: 'bela.test', url: 'https://bela.test' });
    await put('pdas', { pda: 'asha.test', url: 'https://moved.test' });

    const counts = await restore('pdas');

    expect(counts).toEqual({ restored: 1, present: 1, leftOut: 0 });
    const urls = (await scan('pdas')).map(({ url }) => url).sort();
    expect(urls).toEqual(['https://bela.test', 'https://moved.test']);
  });

  it('comes back for one PDA alone, where the operator says so', async () => {
    await copyOf('pdas');
    await put('copy', { pda: 'asha.test', url: 'https://asha.test' });
    await put('copy', { pda: 'bela.test', url: 'https://bela.test' });

    const counts = await restore('pdas', { only: 'bela.test' });

    expect(counts).toEqual({ restored: 1, present: 0, leftOut: 0 });
    expect((await scan('pdas')).map(({ pda }) => pda)).toEqual(['bela.test']);
  });

  it('comes back disabled where it is a status, and is found by reconcile only when it goes on', async () => {
    await copyOf('statuses');
    await put('copy', { ...aStatus(), changeId: 'c', dueShard: '3', dueAt: '2020-01-01T00:00:00.000Z' });
    const store = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);

    await restore('statuses');

    const { pda, functionId } = aStatus();
    expect(await store.find(pda, functionId)).toMatchObject({ enabled: false, revision: 1 });
    expect(await store.due(NOW, 10)).toEqual([]);
  });

  it('goes on by reconcile where consents are kept', async () => {
    await copyOf('statuses');
    await put('copy', { ...aStatus() });
    const store = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);

    await restore('statuses', { keepsConsent: true });

    expect(await store.due(NOW, 10)).toMatchObject([{ enabled: true, dirty: true }]);
  });

  it('does not change a decision that was made since', async () => {
    await copyOf('statuses');
    await put('copy', { ...aStatus() });
    await put('statuses', { ...aStatus({ enabled: false, revision: 9 }) });

    const counts = await restore('statuses', { keepsConsent: true });

    expect(counts).toEqual({ restored: 0, present: 1, leftOut: 0 });
    expect(await scan('statuses')).toMatchObject([{ enabled: false, revision: 9 }]);
  });

  it('stays away where its time is past, or where the engine could not read it', async () => {
    await copyOf('executions');
    await put('copy', { pda: 'asha.test', startedAtId: '1', ttl: NOW.getTime() / 1000 - 1 });
    await put('copy', { pda: 'asha.test', startedAtId: '2', ttl: NOW.getTime() / 1000 + 1 });

    const counts = await restore('executions');

    expect(counts).toEqual({ restored: 1, present: 0, leftOut: 1 });
    expect((await scan('executions')).map(({ startedAtId }) => startedAtId)).toEqual(['2']);
  });
});
