import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { changed } from '../../../core/model/function-status.ts';
import { anAttempt, aStatus, FUNCTION, PDA } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

describe('DynamoStatusStore during a deployment', () => {
  let dynamo: LocalDynamo;
  let store: DynamoStatusStore;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    store = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);
  });
  afterEach(() => dynamo.close());

  /** As a newer version of the engine would store it. */
  const storeNewer = (item: object) =>
    dynamo.client.send(new PutCommand({ TableName: 'statuses', Item: { ...aStatus(), ...item } }));
  const stored = async () => {
    const key = { TableName: 'statuses', Key: { pda: PDA, functionId: FUNCTION } };
    return (await dynamo.client.send(new GetCommand(key))).Item;
  };

  it('keeps the fields of a newer version, also within an attempt, when it changes others', async () => {
    await storeNewer({ mood: 'new', attempt: { ...anAttempt(), pace: 7 } });

    const status = await store.find(PDA, FUNCTION);
    await store.replace(changed(status ?? aStatus(), { dirty: true }));

    expect(await stored()).toMatchObject({ dirty: true, mood: 'new', attempt: { pace: 7 } });
  });

  it('drops them with the attempt that they were in', async () => {
    await storeNewer({ attempt: { ...anAttempt(), pace: 7 } });

    const status = await store.find(PDA, FUNCTION);
    await store.replace(changed(status ?? aStatus(), { attempt: undefined }));

    expect(await stored()).not.toHaveProperty('attempt');
  });

  it('takes an item out of the due index that is due no more', async () => {
    await store.replace(aStatus({ revision: 1, dueAt: '2026-01-01T00:00:00.000Z' }));

    const status = await store.find(PDA, FUNCTION);
    await store.replace(changed(status ?? aStatus(), { dueAt: undefined }));

    expect(await stored()).not.toHaveProperty('dueShard');
  });
});
