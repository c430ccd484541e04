import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoExecutionStore } from '../../../adapters/dynamodb/execution-store.ts';
import { DynamoFunctionCatalogue } from '../../../adapters/dynamodb/function-catalogue.ts';
import { DynamoReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { UnreadableItem } from '../../../core/errors.ts';
import { executionRecord } from '../../../core/execute/record.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import {
  anAttempt,
  anEntry,
  aStatus,
  aVersion,
  FUNCTION,
  later,
  NOW,
  PDA,
  someReleases,
  uuid,
} from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const at = (seconds: number) => later(seconds).toISOString();

describe('I13: an item that cannot be read', () => {
  let dynamo: LocalDynamo;
  let told: UnreadableItem[];
  const onUnreadable = (error: UnreadableItem) => void told.push(error);

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    told = [];
  });
  afterEach(() => dynamo.close());

  const put = (TableName: string, Item: object) => dynamo.client.send(new PutCommand({ TableName, Item }));

  describe('in the statuses', () => {
    const store = () => new DynamoStatusStore(dynamo.client, 'statuses', onUnreadable);
    const broken = (functionId: string, change: object = {}) =>
      put('statuses', { ...aStatus({ functionId }), failures: 'SECRET', ...change });

    it('hides no other of its PDA, and is told of by its ids', async () => {
      await broken('broken');
      await store().replace(aStatus());

      const found = await store().ofPda(PDA);

      expect(found).toEqual([aStatus()]);
      expect(told.map(({ table, ids }) => ({ table, ids }))).toEqual([
        { table: 'statuses', ids: { pda: PDA, functionId: 'broken' } },
      ]);
    });

    it('is an error to whoever asks for it alone', async () => {
      await broken(FUNCTION);

      const finding = store().find(PDA, FUNCTION);

      await expect(finding).rejects.toThrow(
        new UnreadableItem('statuses', { pda: PDA, functionId: FUNCTION }),
      );
    });

    it.each([1, 3])('takes no place among the %d that are asked for as due', async (limit) => {
      const filler = 'x'.repeat(300_000);
      for (let index = 0; index < 12; index++) {
        // All in one shard of the index, more than one page of it, and due before anything else.
        await broken(`broken-${index}`, { dueShard: '1', dueAt: at(-9000 + index), filler });
      }
      const due = [1, 2, 3].map((index) => aStatus({ functionId: `due-${index}`, dueAt: at(-60 + index) }));
      for (const status of due) await put('statuses', { ...status, dueShard: '1' });

      const found = await store().due(NOW, limit);

      expect(found).toEqual(due.slice(0, limit));
      expect(told).toHaveLength(12);
    });

    it('tells nothing of its contents', async () => {
      await broken('broken', { dueAt: at(-1), dueShard: '0', SECRET: 'SECRET' });

      await store().due(NOW, 10);

      expect(told.map((error) => `${error.stack}${JSON.stringify(error)}`).join()).not.toContain('SECRET');
    });
  });

  describe('in the catalogue', () => {
    const store = () => new DynamoReleaseStore(dynamo.client, 'catalogue', onUnreadable);
    const catalogue = () =>
      new DynamoFunctionCatalogue(dynamo.client, 'catalogue', { now: () => NOW, onUnreadable });

    it.each([
      ['no JSON', { revision: 1, releases: '{"SECRET' }],
      ['no releases', { revision: 1, releases: '{"functionId":"broken"}' }],
      ['no entry of an earlier engine', { entry: '{"id":"broken"}' }],
      ['nothing', {}],
    ])('hides no other function: %s', async (_what, item) => {
      await put('catalogue', { functionId: 'broken', ...item });
      await store().replace(someReleases({ stable: aVersion({ id: 'a-coach' }) }));

      const all = await catalogue().all(PDA);

      expect(all).toEqual([anEntry({ id: 'a-coach' })]);
      expect(told.map(({ table, ids }) => ({ table, ids }))).toEqual([
        { table: 'catalogue', ids: { functionId: 'broken' } },
      ]);
      expect(String(told[0]?.stack)).not.toContain('SECRET');
    });

    it('is an error to whoever asks for it alone, until it is put right', async () => {
      await put('catalogue', { functionId: FUNCTION, revision: 1, releases: 'null' });

      const finding = [catalogue().find(FUNCTION, PDA), store().find(FUNCTION)];
      for (const find of finding) await expect(find).rejects.toThrow(UnreadableItem);
      await put('catalogue', { functionId: FUNCTION, revision: 1, releases: JSON.stringify(someReleases()) });

      expect(await catalogue().find(FUNCTION, PDA)).toEqual(anEntry());
    });
  });

  describe('among the executions', () => {
    const store = () => new DynamoExecutionStore(dynamo.client, 'executions', onUnreadable);
    const record = (id: number) => {
      const attempt = anAttempt({ id: uuid(id), at: at(id) });
      const context = { pda: PDA, entry: anEntry(), attempt, sealed: true, now: later(id) };
      return executionRecord(context, { status: 'succeeded', counts: NO_COUNTS });
    };

    it.each([
      [{ skip: 0, take: 2 }, [4, 2]],
      [{ skip: 1, take: 2 }, [2, 1]],
    ])('takes no place on the page %j', async (page, expected) => {
      for (const id of [1, 2, 4]) await store().put(record(id), 1);
      for (const id of [3, 5]) {
        const startedAtId = `${at(id)}#${uuid(id)}`;
        await put('executions', { ...record(id), startedAtId, errorCode: 'SECRET' });
      }

      const found = await store().ofPda(PDA, page);

      expect(found.map(({ executionId }) => executionId)).toEqual(expected.map(uuid));
      expect(told[0]?.ids).toEqual({ pda: PDA, functionId: FUNCTION, executionId: uuid(5) });
    });
  });
});
