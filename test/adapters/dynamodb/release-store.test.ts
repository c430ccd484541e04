import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { recall } from '../../../core/manage/recall.ts';
import { updateReleases } from '../../../core/manage/update-releases.ts';
import { anEntry, aVersion, FUNCTION, someReleases } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

describe('DynamoReleaseStore', () => {
  let dynamo: LocalDynamo;
  let store: DynamoReleaseStore;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    store = new DynamoReleaseStore(dynamo.client, 'catalogue', unexpected);
  });
  afterEach(() => dynamo.close());

  it('I8: loses no recall whose answer was lost and that was sent again', async () => {
    await store.replace(someReleases());
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

    const told = await updateReleases(store, FUNCTION, (before) => before && recall(before, '1.0.0'));

    expect(isLost).toBe(false);
    expect([told, await store.find(FUNCTION)]).toEqual(
      Array(2).fill(someReleases({ revision: 2, recalledVersions: ['1.0.0'] })),
    );
  });

  it('reads what an engine before there were releases stored, and stores over it', async () => {
    const entry = JSON.stringify(anEntry({ recalledVersions: ['0.9.0'] }));
    await dynamo.client.send(
      new PutCommand({ TableName: 'catalogue', Item: { functionId: FUNCTION, entry } }),
    );

    const before = await store.find(FUNCTION);
    const isStored = before && (await store.replace(recall(before, '1.0.0')));

    expect(before).toEqual(someReleases({ revision: 0, stable: aVersion(), recalledVersions: ['0.9.0'] }));
    expect([isStored, (await store.find(FUNCTION))?.recalledVersions]).toEqual([true, ['0.9.0', '1.0.0']]);
  });
});
