import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import store from 'dynalite/db/index.js';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { createTables } from '../../../local/state/create-tables.ts';
import { startDynamo } from '../../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { repairIndexes } from '../../../local/state/repair-indexes.ts';
import { FUNCTION, later, PDA } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const INDEX = 'index-';
const ITEM = { pda: PDA, functionId: FUNCTION };
const due = (seconds: number) => ({ dueShard: '0', dueAt: later(seconds).toISOString() });

/** An item as it was, if it was there, and as a change would have made it. */
const CHANGES: readonly [string, object | undefined, object][] = [
  ['that is not due any more', due(1), {}],
  ['that is due later', due(1), due(2)],
  ['that is due at the same time', due(1), { ...due(1), phase: 'writing' }],
  ['that is due now', {}, due(1)],
  ['that is new', undefined, due(1)],
];

describe('repairIndexes', () => {
  const folder = temporaryFolder();

  it.each(CHANGES)('undoes what a kill left of the change to an item %s', async (what, before, after) => {
    const directory = join(folder, what);
    await emulated(directory, async (client) => before && put(client, before));
    cpSync(directory, `${directory} before`, { recursive: true });
    await emulated(directory, (client) => put(client, after));
    await undoItems(directory, `${directory} before`);

    await emulated(directory, repairIndexes);

    const kept = before ? [{ ...ITEM, ...before }] : [];
    const [items, entries] = await emulated(directory, (client) =>
      Promise.all([scan(client), scan(client, 'due')]),
    );
    expect({ items, entries }).toEqual({ items: kept, entries: before && 'dueAt' in before ? kept : [] });
  });

  it('leaves alone what agrees', async () => {
    const directory = join(folder, 'sound');
    const items = [
      { ...ITEM, ...due(1) },
      { ...ITEM, functionId: 'idle' },
    ];

    const found = await emulated(directory, async (client) => {
      for (const item of items) await put(client, item);
      await repairIndexes(client);
      return Promise.all([scan(client), scan(client, 'due')]);
    });

    expect(found).toEqual([expect.arrayContaining(items), items.slice(0, 1)]);
  });
});

type Client = ReturnType<typeof createClients>['dynamo'];

/** Works on an emulator that keeps everything in this folder. */
async function emulated<T>(directory: string, work: (client: Client) => Promise<T>): Promise<T> {
  const server = await startDynamo(directory);
  const { dynamo } = createClients({ dynamo: localClientConfig(server.endpoint) });
  await createTables(dynamo);
  const result = await work(dynamo);
  dynamo.destroy();
  await server.close();
  return result;
}

/** The emulator writes the index first: a kill leaves the new index with the old item. */
async function undoItems(directory: string, before: string): Promise<void> {
  const old = await open(before);
  const changed = await open(directory);
  for (const [key] of changed.content) await changed.level.del(key);
  for (const [key, value] of old.content) await changed.level.put(key, value);
  await Promise.all([old.level.close(), changed.level.close()]);
}

/** What an emulator has in its folder, the index apart. */
async function open(path: string) {
  const level = store.create({ path }).db;
  await level.open();
  const content: [string, unknown][] = [];
  for await (const entry of level.iterator()) if (!entry[0].startsWith(INDEX)) content.push(entry);
  return { level, content };
}

function put(client: Client, change: object) {
  return client.send(new PutCommand({ TableName: 'statuses', Item: { ...ITEM, ...change } }));
}

async function scan(client: Client, IndexName?: string) {
  const { Items } = await client.send(new ScanCommand({ TableName: 'statuses', IndexName }));
  return Items;
}
