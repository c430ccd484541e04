import { CreateTableCommand, DescribeTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { type PutBackOptions, putBack, type Restorable } from '../../../local/restore/put-back.ts';
import { aStatus, CODE_HASH, FUNCTION, NOW, someReleases, uuid } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

const aPda = (pda: string, url = `https://${pda}`) => ({ pda, url, sealedToken: 'sealed' });
const aRecord = (startedAtId: string, endsInSeconds: number) => ({
  ...{ pda: 'asha.test', functionId: FUNCTION, version: '1.0.0', codeHash: CODE_HASH, executionId: uuid(1) },
  ...{ trigger: 'event', status: 'succeeded', startedAt: NOW.toISOString(), durationMs: 1, sealed: true },
  ...{ ...NO_COUNTS, startedAtId, ttl: NOW.getTime() / 1000 + endsInSeconds },
});

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
    putBack(dynamo.client, {
      table,
      from: 'copy',
      to: table,
      keepsConsent: false,
      recalls: [],
      now: () => NOW,
      ...more,
    });

  it('comes back, and what it has is left as it is', async () => {
    await copyOf('pdas');
    await put('copy', aPda('asha.test', 'https://old.test'));
    await put('copy', aPda('bela.test'));
    await put('pdas', aPda('asha.test', 'https://moved.test'));

    const counts = await restore('pdas');

    expect(counts).toEqual({ restored: 1, present: 1, leftOut: 0 });
    const urls = (await scan('pdas')).map(({ url }) => url).sort();
    expect(urls).toEqual(['https://bela.test', 'https://moved.test']);
  });

  it('comes back for one PDA alone, where the operator says so', async () => {
    await copyOf('pdas');
    await put('copy', aPda('asha.test'));
    await put('copy', aPda('bela.test'));

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

  it.each<[Restorable, Restorable]>([
    ['executions', 'pdas'],
    ['pdas', 'catalogue'],
    ['statuses', 'executions'],
  ])('does not come from a copy of another table: of %s, for %s', async (copied, table) => {
    await copyOf(copied);
    await put('copy', { ...aPda('asha.test'), startedAtId: '1', functionId: FUNCTION });

    const restoring = restore(table);

    await expect(restoring).rejects.toThrow(`copy is no copy of the table ${table}`);
    expect(await scan(table)).toEqual([]);
  });

  describe('of the catalogue', () => {
    const releases = (table: string) => new DynamoReleaseStore(dynamo.client, table, unexpected);
    const recalls = [{ functionId: FUNCTION, version: '1.0.0' }];

    beforeEach(async () => {
      await copyOf('catalogue');
      await releases('copy').replace(someReleases());
    });

    it('comes back recalled where the operator says so', async () => {
      const counts = await restore('catalogue', { recalls });

      const found = await releases('catalogue').find(FUNCTION);
      expect(counts).toEqual({ restored: 1, present: 0, leftOut: 0 });
      expect(found).toMatchObject({ stable: { version: '1.0.0' }, recalledVersions: ['1.0.0'] });
    });

    it('stays as it came back when the same is said again', async () => {
      await restore('catalogue', { recalls });

      const counts = await restore('catalogue', { recalls });

      expect(counts).toEqual({ restored: 0, present: 1, leftOut: 0 });
    });

    it.each([
      ['a version that the copy has not', { functionId: FUNCTION, version: '9.9.9' }],
      ['a function that the copy has not', { functionId: 'no-coach', version: '1.0.0' }],
    ])('stays away when %s is to come back recalled', async (_what, unknown) => {
      const restoring = restore('catalogue', { recalls: [unknown] });

      await expect(restoring).rejects.toThrow(`the copy has no ${unknown.functionId}@${unknown.version}`);
      expect(await scan('catalogue')).toEqual([]);
    });

    it('says that a recall would have no effect on what is still there', async () => {
      await releases('catalogue').replace(someReleases());

      const restoring = restore('catalogue', { recalls });

      await expect(restoring).rejects.toThrow('is still there and stays as it is');
    });
  });

  it('stays away where its time is past, or where the engine could not read it', async () => {
    await copyOf('executions');
    await put('copy', aRecord('1', -1));
    await put('copy', aRecord('2', 1));
    await put('copy', { pda: 'asha.test', startedAtId: '3' });

    const counts = await restore('executions');

    expect(counts).toEqual({ restored: 1, present: 0, leftOut: 2 });
    expect((await scan('executions')).map(({ startedAtId }) => startedAtId)).toEqual(['2']);
  });
});
