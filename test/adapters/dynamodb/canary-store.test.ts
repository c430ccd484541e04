import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoCanaryStore } from '../../../adapters/dynamodb/canary-store.ts';
import { UNBORN } from '../../../core/canary/canary-item.ts';
import { updateCanary } from '../../../core/canary/update-canary.ts';
import { CANARY_TABLE } from '../../../lambdas/shared/tables.ts';
import { uuid } from '../../support/builders.ts';
import { aCanary, withHeartbeat } from '../../support/canary-records.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

describe("the canary's table", () => {
  let dynamo: LocalDynamo;
  let store: DynamoCanaryStore;

  beforeAll(async () => {
    dynamo = await openLocalDynamo();
    const key = CANARY_TABLE.partitionKey;
    await dynamo.client.send(
      new CreateTableCommand({
        ...{ TableName: 'canary', BillingMode: 'PAY_PER_REQUEST' },
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      }),
    );
    store = new DynamoCanaryStore(dynamo.client, 'canary');
  });
  afterAll(() => dynamo.close());

  it('holds nothing, then what was stored last, and lets nobody store over what he has not seen', async () => {
    const before = await store.find();
    const first = await store.replace({ ...UNBORN, revision: 1 });
    const second = await store.replace({ ...aCanary(5), revision: 2 });
    const late = await store.replace({ ...UNBORN, revision: 2 });

    expect(before).toBeUndefined();
    expect([first, second, late]).toEqual([true, true, false]);
    expect(await store.find()).toEqual({ ...aCanary(5), revision: 2 });
  });

  it('has a record once whose storing was sent again, since its answer was lost', async () => {
    let isLost = true;
    dynamo.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const answer = await next(args);
          if (!isLost || commandName !== 'PutItemCommand') return answer;
          isLost = false;
          return next(args);
        },
      { step: 'finalizeRequest', priority: 'low' },
    );

    const after = await updateCanary(store, (before) => withHeartbeat(before, 7, 0));

    expect(isLost).toBe(false);
    expect(after.records.filter(({ recordId }) => recordId === uuid(7))).toHaveLength(1);
    expect(await store.find()).toEqual(after);
  });
});
