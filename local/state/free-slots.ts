import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '../../lambdas/shared/tables.ts';

/** Forgets who was at work. Only for an engine that knows that no other is alive: those runs died with the old one. */
export async function freeSlots(client: DynamoDBDocumentClient): Promise<void> {
  const { partitionKey, sortKey } = TABLES.slots;
  const TableName = 'slots' satisfies keyof typeof TABLES;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    const keys = Items.map((item) => ({ [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] }));
    await Promise.all(keys.map((Key) => client.send(new DeleteCommand({ TableName, Key }))));
  }
}
