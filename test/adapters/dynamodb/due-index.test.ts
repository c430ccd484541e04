import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DUE_SHARDS, dueShard } from '../../../adapters/dynamodb/due-index.ts';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { aStatus, FUNCTION, later, NOW, PDA } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

const at = (seconds: number) => later(seconds).toISOString();

describe('the shards of the due index', () => {
  it.each([
    ['numbered PDAs', (index: number) => ({ pda: `pda-${index}.example.org`, functionId: FUNCTION })],
    ['functions of one PDA', (index: number) => ({ pda: PDA, functionId: `function-${index}` })],
  ])('are even for %s: none takes a third more writes than its share', (_what, itemAt) => {
    const taken = new Map<string, number>();
    for (let index = 0; index < 64_000; index++) {
      const shard = dueShard(itemAt(index));
      taken.set(shard, (taken.get(shard) ?? 0) + 1);
    }

    const most = Math.max(...taken.values());

    expect(taken.size).toBe(DUE_SHARDS);
    expect(most).toBeLessThan((64_000 / DUE_SHARDS) * (4 / 3));
  });
});

describe('the due index', () => {
  let dynamo: LocalDynamo;
  let store: DynamoStatusStore;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    store = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);
  });
  afterEach(() => dynamo.close());

  it('holds keys and nothing else', async () => {
    const status = aStatus({ dueAt: at(-1), cursor: 'cursor' });
    await store.replace(status);

    const { Items } = await dynamo.client.send(
      new QueryCommand({
        TableName: 'statuses',
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard',
        ExpressionAttributeValues: { ':shard': dueShard(status) },
      }),
    );

    expect(Items).toEqual([{ pda: PDA, functionId: FUNCTION, dueShard: dueShard(status), dueAt: at(-1) }]);
  });

  it.each([
    ['is due later by now', aStatus({ dueAt: at(60) })],
    ['is not due any more', aStatus()],
    ['is not there any more', undefined],
  ])('is not believed when it lags behind: what %s', async (_what, status) => {
    if (status) await store.replace(status);
    const { ...stale } = { pda: PDA, functionId: FUNCTION, dueShard: '0', dueAt: at(-60) };
    dynamo.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const answer = await next(args);
          const isShard0 = JSON.stringify(args.input).includes('":shard":"0"');
          if (commandName === 'QueryCommand' && isShard0) Object.assign(answer.output, { Items: [stale] });
          return answer;
        },
      { step: 'initialize' },
    );

    const due = await store.due(NOW, 10);

    expect(due).toEqual([]);
  });
});
