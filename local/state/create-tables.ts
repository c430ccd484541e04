import {
  CreateTableCommand,
  type CreateTableCommandInput,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';

/** Pauses between two looks at a table that is being created, and the longest wait for it; seconds. */
const WAIT = { minDelay: 0.02, maxDelay: 0.5, maxWaitTime: 60 };

/** Creates the engine's tables that are not there yet, named by their keys in `TABLES`, ready for use. */
export async function createTables(client: DynamoDBDocumentClient): Promise<void> {
  const { TableNames = [] } = await client.send(new ListTablesCommand());
  for (const [name, table] of Object.entries<TableDefinition>(TABLES)) {
    if (!TableNames.includes(name)) await client.send(new CreateTableCommand(describeTable(name, table)));
    await waitUntilTableExists({ client, ...WAIT }, { TableName: name });
  }
}

function describeTable(name: string, table: TableDefinition): CreateTableCommandInput {
  const { indexes = [] } = table;
  const keys = [table, ...indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  const attributes = new Set(keys.filter((key) => key !== undefined));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    KeySchema: keySchema(table),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(describeIndex) } : {}),
  };
}

function describeIndex(index: { name: string; partitionKey: string; sortKey?: string }) {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  };
}

function keySchema({ partitionKey, sortKey }: { partitionKey: string; sortKey?: string }) {
  const hash = { AttributeName: partitionKey, KeyType: 'HASH' as const };
  return sortKey ? [hash, { AttributeName: sortKey, KeyType: 'RANGE' as const }] : [hash];
}
