import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoRunSlots } from '../../../adapters/dynamodb/run-slots.ts';
import { FUNCTION, later, NOW } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const SLOT = { functionId: FUNCTION, number: 3 };
const CLAIM = { holder: 'asha', now: NOW, until: later(60) };

describe('a table that more ask than it serves', () => {
  let dynamo: LocalDynamo;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
  });
  afterEach(() => dynamo.close());

  /** Slots in a table that answers every question so. */
  function refusing(name: string): DynamoRunSlots {
    dynamo.client.middlewareStack.add(
      () => () => {
        throw new DynamoDBServiceException({ name, message: '', $fault: 'client', $metadata: {} });
      },
      { step: 'initialize' },
    );
    return new DynamoRunSlots(DynamoDBDocumentClient.from(dynamo.client), 'slots', () => NOW);
  }

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'])(
    'gives no slot, and tells of none, when it says %s',
    async (name) => {
      const slots = refusing(name);

      const found = [await slots.take(SLOT, CLAIM), await slots.taken(FUNCTION, NOW)];

      expect(found).toEqual([false, undefined]);
    },
  );

  it('is in trouble all the same when it says anything else', async () => {
    const slots = refusing('InternalServerError');

    const asking = [slots.take(SLOT, CLAIM), slots.taken(FUNCTION, NOW)];

    for (const asked of asking)
      await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'InternalServerError' }));
  });
});
