import { DynamoFunctionCatalogue } from '../../../adapters/dynamodb/function-catalogue.ts';
import { DynamoReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { anEntry, FUNCTION, later, NOW, PDA, someReleases } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';

describe('DynamoFunctionCatalogue', () => {
  let dynamo: LocalDynamo;
  let now = NOW;
  const catalogue = () =>
    new DynamoFunctionCatalogue(dynamo.client, 'catalogue', { now: () => now, onUnreadable: unexpected });

  const store = () => new DynamoReleaseStore(dynamo.client, 'catalogue', unexpected);

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    now = NOW;
  });
  afterEach(() => dynamo.close());

  it('sees what another process put within 20 s', async () => {
    const reader = catalogue();
    await store().replace(someReleases());
    await reader.find(FUNCTION, PDA);
    await store().replace(someReleases({ revision: 2, recalledVersions: ['1.0.0'] }));

    const seen = [];
    for (const seconds of [20, 21]) {
      now = later(seconds);
      seen.push((await reader.find(FUNCTION, PDA))?.recalledVersions);
    }

    expect(seen).toEqual([[], ['1.0.0']]);
  });

  it('asks the table once for many questions at once', async () => {
    const reader = catalogue();
    let reads = 0;
    dynamo.client.middlewareStack.add(
      (next) => (args) => {
        reads++;
        return next(args);
      },
      { step: 'initialize' },
    );

    await Promise.all(Array.from({ length: 20 }, () => reader.find(FUNCTION, PDA)));

    expect(reads).toBe(1);
  });

  it('reads one function for one, and keeps nothing of one that is not there', async () => {
    const reader = catalogue();
    const asked: string[] = [];
    dynamo.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          asked.push(`${commandName} ${JSON.stringify((args.input as { Key?: object }).Key)}`);
          return next(args);
        },
      { step: 'initialize' },
    );

    const found = [await reader.find('nobody', PDA), await reader.find('nobody', PDA)];

    expect(found).toEqual([undefined, undefined]);
    expect(asked).toEqual(Array(2).fill('GetItemCommand {"functionId":"nobody"}'));
  });

  it('lists and finds what is there, each on its own', async () => {
    const reader = catalogue();
    await store().replace(someReleases());
    await reader.find(FUNCTION, PDA);

    const listed = await reader.all(PDA);

    expect(listed).toEqual([anEntry()]);
  });

  it('asks again after a read that failed', async () => {
    const reader = catalogue();
    await store().replace(someReleases());
    let isDown = true;
    dynamo.client.middlewareStack.add(
      (next) => (args) => {
        if (isDown) throw new Error('the table is down');
        return next(args);
      },
      { step: 'initialize' },
    );

    await expect(reader.find(FUNCTION, PDA)).rejects.toThrow('the table is down');
    isDown = false;

    expect(await reader.find(FUNCTION, PDA)).toEqual(anEntry());
  });
});
