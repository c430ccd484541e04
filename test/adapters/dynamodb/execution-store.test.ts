import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoExecutionStore } from '../../../adapters/dynamodb/execution-store.ts';
import { type ExecutionRecord, NO_COUNTS } from '../../../core/model/execution-record.ts';
import { CODE_HASH, FUNCTION, later, NOW, PDA, uuid } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const RUNNING: ExecutionRecord = {
  executionId: uuid(1),
  pda: PDA,
  functionId: FUNCTION,
  version: '1.0.0',
  codeHash: CODE_HASH,
  trigger: 'event',
  status: 'running',
  startedAt: NOW.toISOString(),
  ...NO_COUNTS,
  durationMs: 0,
  sealed: true,
};

describe('execution records in DynamoDB', () => {
  let dynamo: LocalDynamo;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
  });
  afterEach(() => dynamo.close());

  it.each([
    ['its end', { ...RUNNING, status: 'succeeded' as const, finishedAt: later(60).toISOString() }, later(60)],
    ['its start, while it has none', RUNNING, NOW],
  ])('expire so many days after %s', async (_what, record, from) => {
    const store = new DynamoExecutionStore(dynamo.client, 'executions', unexpected, 7);

    await store.put(record, 1);

    const { Items } = await dynamo.client.send(new ScanCommand({ TableName: 'executions' }));
    expect(Items?.map(({ ttl }) => Number(ttl?.N))).toEqual([from.getTime() / 1000 + 7 * 86_400]);
  });
});

function unexpected(): never {
  throw new Error('an item that cannot be read');
}
