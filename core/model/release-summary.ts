import * as z from 'zod/mini';
import { dateTimeSchema } from './date-time.ts';
import type { FunctionReleases } from './function-releases.ts';
import { functionIdSchema, sha256Schema, versionSchema } from './names.ts';

const versionSummarySchema = z.object({
  version: versionSchema,
  codeHash: sha256Schema,
  available: z.boolean(),
});

/** Who gets which version of a function, without what the versions publish of themselves. */
export const releaseSummarySchema = z.object({
  functionId: functionIdSchema,
  stable: versionSummarySchema,
  candidate: z.optional(
    z.extend(versionSummarySchema, { percentage: z.int(), returnedAt: z.optional(dateTimeSchema) }),
  ),
  recalledVersions: z.array(versionSchema),
});
export type ReleaseSummary = z.infer<typeof releaseSummarySchema>;

export function releaseSummary({
  functionId,
  stable,
  candidate,
  recalledVersions,
  withdrawnAt,
}: FunctionReleases): ReleaseSummary {
  const available = stable.available && withdrawnAt === undefined;
  const shown = {
    ...{ functionId, recalledVersions },
    stable: versionSummarySchema.parse({ ...stable, available }),
  };
  if (!candidate) return shown;
  const { entry, ...trial } = candidate;
  return { ...shown, candidate: { ...versionSummarySchema.parse(entry), ...trial } };
}
