import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What DynamoDB bills of the requests that a client has sent, by table and operation. */
export interface ConsumedUnits {
  readonly requests: Readonly<Record<string, number>>;
  readonly units: Readonly<Record<string, number>>;
  /** Entries of indexes that were put or taken away. */
  readonly indexEntries: number;
  /** Bytes of the largest item that was put, by table. */
  readonly largest: Readonly<Record<string, number>>;
}

interface Request {
  readonly TableName: string;
  readonly Item?: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
}

/** Has the table say what each request consumes, and follows where each item stands in the index by its `place`. */
export function countUnits(client: DynamoDBDocumentClient, place: readonly string[]): ConsumedUnits {
  const requests: Record<string, number> = {};
  const units: Record<string, number> = {};
  const places = new Map<string, string>();
  const largest: Record<string, number> = {};
  const counted = { requests, units, largest, indexEntries: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const request = args.input as Request;
        const answer = await next({ ...args, input: { ...request, ReturnConsumedCapacity: 'TOTAL' } });
        const name = `${request.TableName}.${commandName.replace(/Command$/, '')}`;
        requests[name] = (requests[name] ?? 0) + 1;
        units[name] = (units[name] ?? 0) + ((answer.output as Answer).ConsumedCapacity?.CapacityUnits ?? 0);
        const { pda, functionId } = request.Item ?? {};
        const key = JSON.stringify([request.TableName, pda, functionId]);
        if (request.Item) {
          counted.indexEntries += moved(places, key, placeIn(request.Item, place));
          largest[request.TableName] = Math.max(largest[request.TableName] ?? 0, bytesOf(request.Item));
        }
        return answer;
      },
    { step: 'initialize' },
  );
  return counted;
}

function placeIn(item: Readonly<Record<string, unknown>>, place: readonly string[]): string | undefined {
  return place.every((attribute) => item[attribute] !== undefined)
    ? JSON.stringify(place.map((attribute) => item[attribute]))
    : undefined;
}

/** An entry whose key changes is taken away and put anew. */
function moved(places: Map<string, string>, key: string, now: string | undefined): number {
  const before = places.get(key);
  if (before === now) return 0;
  if (now === undefined) places.delete(key);
  else places.set(key, now);
  return (before === undefined ? 0 : 1) + (now === undefined ? 0 : 1);
}

/** As DynamoDB counts them: names and texts in UTF-8, a byte for a truth, about half a byte for each digit. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value === undefined) return 0;
  if (typeof value !== 'object' || value === null) return 1;
  const entries = Array.isArray(value) ? value.map((item) => ['', item] as const) : Object.entries(value);
  return entries.reduce((sum, [name, item]) => sum + Buffer.byteLength(name) + bytesOf(item) + 1, 3);
}
