import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';

type Item = Readonly<Record<string, unknown>>;

/**
 * Makes indexes say again what their tables say. The emulator writes an index first and the item then, not both at
 * once: a kill in between leaves an item that its index has lost, so that nobody would ever ask for its work, or
 * an entry that asks for the work of no item. Only for an engine that knows that no other is alive.
 */
export async function repairIndexes(client: DynamoDBDocumentClient): Promise<void> {
  for (const [name, table] of Object.entries<TableDefinition>(TABLES)) {
    for (const index of table.indexes ?? []) await repair(client, { name, table, index });
  }
}

interface Indexed {
  readonly name: string;
  readonly table: TableDefinition;
  readonly index: NonNullable<TableDefinition['indexes']>[number];
}

async function repair(client: DynamoDBDocumentClient, { name, table, index }: Indexed): Promise<void> {
  const keyOf = (item: Item) => pick(item, [table.partitionKey, table.sortKey]);
  const place = [index.partitionKey, index.sortKey];
  // Other attributes are nobody's business: an index that was made long ago may hold them.
  const standsAt = (item: Item) => pick(item, place);
  const put = (item: Item) => client.send(new PutCommand({ TableName: name, Item: item }));
  const items = await scan(client, { TableName: name });
  const entries = await scan(client, { TableName: name, IndexName: index.name });
  const itemAt = new Map(items.map((item) => [JSON.stringify(keyOf(item)), item]));
  const indexed = new Set<Item>();
  for (const entry of entries) {
    const item = itemAt.get(JSON.stringify(keyOf(entry)));
    if (item && isDeepStrictEqual(standsAt(item), standsAt(entry))) {
      indexed.add(item);
      continue;
    }
    // The emulator takes an entry away only when its item moves: so it is moved there, and back.
    await put({ ...(item ?? entry), ...standsAt(entry) });
    if (item) await put(item);
    else await client.send(new DeleteCommand({ TableName: name, Key: keyOf(entry) }));
  }
  for (const item of items) {
    const hasPlace = place.every((attribute) => item[attribute] !== undefined);
    if (hasPlace && !indexed.has(item)) await put(item);
  }
}

async function scan(
  client: DynamoDBDocumentClient,
  what: { readonly TableName: string; readonly IndexName?: string },
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, what)) found.push(...Items);
  return found;
}

function pick(item: Item, attributes: readonly (string | undefined)[]): Item {
  const wanted = attributes.filter((attribute) => attribute !== undefined);
  return Object.fromEntries(wanted.map((attribute) => [attribute, item[attribute]]));
}
