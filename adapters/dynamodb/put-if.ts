import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** Stores an item if the condition of `put` holds. @returns false when it does not: nothing is stored then */
export async function putIf(client: DynamoDBDocumentClient, put: PutCommand): Promise<boolean> {
  try {
    await client.send(put);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
