import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EngineError } from '../../core/errors.ts';
import { TABLES, type TableDefinition } from '../../lambdas/shared/tables.ts';

/**
 * Looks whether a copy is one of that table: each that can be restored has keys of its own.
 * @throws EngineError when it is another table's
 */
export async function checkCopy(
  client: DynamoDBClient,
  table: keyof typeof TABLES,
  copy: string,
): Promise<void> {
  const { partitionKey, sortKey }: TableDefinition = TABLES[table];
  const { Table } = await client.send(new DescribeTableCommand({ TableName: copy }));
  const found = (Table?.KeySchema ?? []).map(({ KeyType, AttributeName }) => `${KeyType} ${AttributeName}`);
  const wanted = [`HASH ${partitionKey}`, ...(sortKey === undefined ? [] : [`RANGE ${sortKey}`])];
  if (found.toSorted().join() === wanted.toSorted().join()) return;
  throw new EngineError(
    `${copy} is no copy of the table ${table}: its keys are ${found.join(', ')}, not ${wanted.join(', ')}. Nothing was put back.`,
  );
}
