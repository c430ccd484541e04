import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Clock } from '../../core/ports.ts';

const DAY_MS = 86_400_000;
/** A data key seals new tokens for so long, and so many. */
const LONGEST_MS = 30 * DAY_MS;
export const MOST_TOKENS = 1_000;

/** No PDA is called so. */
export const SHELF = '*';

const itemSchema = z.object({ wrapped: z.string() });

/** Keeps the wrapped key that tokens are sealed with now, beside the PDAs whose tokens they are. */
export class DynamoDataKeyShelf {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, now: Clock) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** Counts one more token. @returns nothing when there is no key, or it is too old or has sealed enough */
  async take(): Promise<string | undefined> {
    const oldest = new Date(this.#now().getTime() - LONGEST_MS).toISOString();
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { pda: SHELF },
          UpdateExpression: 'ADD sealedTokens :one',
          ConditionExpression: 'madeAt > :oldest AND sealedTokens < :most',
          ExpressionAttributeValues: { ':one': 1, ':oldest': oldest, ':most': MOST_TOKENS },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return itemSchema.parse(Attributes).wrapped;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /** Two that make a key at once both use theirs; the later one stays. */
  async place(wrapped: string): Promise<void> {
    const item = { pda: SHELF, wrapped, madeAt: this.#now().toISOString(), sealedTokens: 1 };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }
}
