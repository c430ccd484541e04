import { DynamoDataKeyShelf } from '../../../adapters/dynamodb/data-key-shelf.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const DAY_MS = 86_400_000;

describe('DynamoDataKeyShelf', () => {
  let dynamo: LocalDynamo;
  let now: Date;
  const shelf = () => new DynamoDataKeyShelf(dynamo.client, 'pdas', () => now);

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    now = new Date('2026-01-01T00:00:00.000Z');
  });
  afterEach(() => dynamo.close());

  it('has nothing at first, then what was placed, for everybody', async () => {
    const empty = await shelf().take();

    await shelf().place('first');
    await shelf().place('second');

    expect([empty, await shelf().take(), await shelf().take()]).toEqual([undefined, 'second', 'second']);
  });

  it('asks for another key after thirty days', async () => {
    await shelf().place('old');

    now = new Date(now.getTime() + 30 * DAY_MS - 1);
    const last = await shelf().take();
    now = new Date(now.getTime() + 1);

    expect([last, await shelf().take()]).toEqual(['old', undefined]);
  });

  it('asks for another key after a thousand tokens, and counts each once', async () => {
    await shelf().place('used');

    const taken = [];
    for (let token = 1; token < 1_000; token += 1) taken.push(await shelf().take());

    expect(new Set(taken)).toEqual(new Set(['used']));
    expect(await shelf().take()).toBeUndefined();
  });
});
