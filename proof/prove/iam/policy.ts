import * as z from 'zod/mini';
import type { Json } from '../../../core/model/json.ts';

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => [value].flat()),
);
const conditionSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.pipe(
      z.union([z.string(), z.boolean(), z.number(), z.array(z.string())]),
      z.transform((value) => [value].flat().map(String)),
    ),
  ),
);
const statementSchema = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Principal: z.optional(z.unknown()),
  Condition: z.optional(conditionSchema),
});
const documentSchema = z.strictObject({
  Version: z.optional(z.string()),
  Id: z.optional(z.string()),
  Statement: z.union([statementSchema, z.array(statementSchema)]),
});

/** One statement of an IAM policy, its single values made lists. */
export interface Statement extends z.infer<typeof statementSchema> {
  /** Resource that holds it, or what could not be read. */
  readonly source: string;
}

/** Allows everything: what a policy that cannot be read is taken for. */
export const everything = (source: string): Statement => ({
  Effect: 'Allow',
  Action: ['*'],
  Resource: ['*'],
  source,
});

/** @returns its statements; one that allows everything when it cannot be read */
export function readPolicy(document: Json | undefined, source: string): readonly Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return [everything(`${source} (not understood)`)];
  return [parsed.data.Statement].flat().map((statement) => ({ ...statement, source }));
}
