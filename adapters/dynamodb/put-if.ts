import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** Stores an item if the condition of `put` holds. @returns false when it does not: nothing is stored then */
export async function putIf(client: DynamoDBDocumentClient, put: PutCommand): Promise<boolean> {
  try {
    await client.send(put);
    return true;
  } catch (error) {
    // Maybe our own, repeated by the SDK since its answer was lost: whoever decides anew finds nothing left to change.
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The condition of an item that is stored over the revision it was decided on, one below its own; over none at 1. */
export function overFormer({ revision }: { readonly revision: number }) {
  const decidedOn = revision - 1;
  if (decidedOn === 0) return { ConditionExpression: 'attribute_not_exists(revision)' };
  return {
    ConditionExpression: 'revision = :decidedOn',
    ExpressionAttributeValues: { ':decidedOn': decidedOn },
  };
}
