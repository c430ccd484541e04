import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type FunctionReleases, functionReleasesSchema } from '../../core/model/function-releases.ts';

type Item = Readonly<Record<string, unknown>>;

/** Releases are kept as JSON: DynamoDB bounds numbers and depth, and functions publish filters with any. */
const itemSchema = z.object({ functionId: z.string(), revision: z.int(), releases: z.string() });

/** As an engine before there were releases stored it: one entry for everybody. */
const formerItemSchema = z.object({ functionId: z.string(), entry: z.string() });

export function itemOf(releases: FunctionReleases): z.infer<typeof itemSchema> {
  const { functionId, revision } = releases;
  return { functionId, revision, releases: JSON.stringify(releases) };
}

/** @throws ZodError, SyntaxError */
export function readReleases(item: unknown): FunctionReleases {
  const former = formerItemSchema.safeParse(item);
  if (!former.success) return functionReleasesSchema.parse(JSON.parse(itemSchema.parse(item).releases));
  const stable = JSON.parse(former.data.entry);
  const { recalledVersions } = stable;
  return functionReleasesSchema.parse({ ...former.data, revision: 0, stable, recalledVersions });
}

/** Every item of the table as it is when it is read. */
export async function* scan(client: DynamoDBDocumentClient, table: string): AsyncGenerator<Item> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey });
    const { Items = [], LastEvaluatedKey } = await client.send(page);
    yield* Items;
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
