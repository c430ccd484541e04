import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock, RunSlot, RunSlots } from '../../core/ports.ts';
import { putIf } from './put-if.ts';

/** Slots that nobody has taken for a day may be deleted: their function may be gone. */
const KEPT_S = 86_400;

/** What the table says when more come at once than it serves, after the client has tried again. */
const TOO_MANY: ReadonlySet<string> = new Set([
  ...['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'],
]);

/** Free for whoever comes. */
const RUN_OUT = new Date(0).toISOString();

/**
 * Slots in DynamoDB, an item each: no counter that could drift, and no item that every run changes. One that is given
 * back stays as one that has run out, so that nobody need be allowed to delete.
 */
export class DynamoRunSlots implements RunSlots {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, now: Clock) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** Asked again by the SDK because an answer was lost, it is the holder's already. What was not served takes none. */
  async take(slot: RunSlot, { holder, now, until }: Parameters<RunSlots['take']>[1]): Promise<boolean> {
    const change = { holder, heldUntil: until.toISOString() };
    const condition = 'attribute_not_exists(functionId) OR heldUntil <= :now OR holder = :holder';
    const values = { ':now': now.toISOString(), ':holder': holder };
    return (await unlessTooMany(this.#put(slot, { change, condition, values }))) ?? false;
  }

  taken(functionId: string, now: Date): Promise<ReadonlySet<number> | undefined> {
    return unlessTooMany(this.#taken(functionId, now));
  }

  /** Eventually consistent, which costs half: a slot that was seen wrongly is refused when it is taken. */
  async #taken(functionId: string, now: Date): Promise<ReadonlySet<number>> {
    const taken = new Set<number>();
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'functionId = :function',
        FilterExpression: 'heldUntil > :now',
        ExpressionAttributeValues: { ':function': functionId, ':now': now.toISOString() },
        ExclusiveStartKey,
      });
      const { Items = [], LastEvaluatedKey } = await this.#client.send(page);
      for (const { slot } of Items) taken.add(Number(slot));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return taken;
  }

  async giveBack(slot: RunSlot, holder: string): Promise<void> {
    await this.#put(slot, {
      change: { heldUntil: RUN_OUT },
      condition: 'holder = :holder',
      values: { ':holder': holder },
    });
  }

  /** @returns false when the condition does not hold */
  async #put({ functionId, number }: RunSlot, { change, condition, values }: SlotChange): Promise<boolean> {
    const ttl = Math.floor(this.#now().getTime() / 1000) + KEPT_S;
    const put = new PutCommand({
      TableName: this.#table,
      Item: { functionId, slot: String(number), ...change, ttl },
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    });
    return putIf(this.#client, put);
  }
}

async function unlessTooMany<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DynamoDBServiceException && TOO_MANY.has(error.name)) return undefined;
    throw error;
  }
}

interface SlotChange {
  readonly change: { readonly heldUntil: string; readonly holder?: string };
  readonly condition: string;
  readonly values: Readonly<Record<string, string>>;
}
