import * as z from 'zod/mini';
import { registeredVersionSchema } from './catalogue-entry.ts';
import { dateTimeSchema } from './date-time.ts';
import { functionIdSchema, pdaNameSchema, sha256Schema, versionSchema } from './names.ts';

/** A version on trial: some PDAs get it before all do. */
const candidateSchema = z.object({
  entry: registeredVersionSchema,
  /** Share of all PDAs that get it. */
  percentage: z.int().check(z.gte(1), z.lte(99)),
  /** Since then nobody gets it any more. */
  returnedAt: z.optional(dateTimeSchema),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** A version that was returned, and that another candidate has followed since. */
const returnedVersionSchema = z.object({
  version: versionSchema,
  codeHash: sha256Schema,
  returnedAt: dateTimeSchema,
});
export type ReturnedVersion = z.infer<typeof returnedVersionSchema>;

/** Which versions of one function are released, and to whom; what the catalogue stores. */
export const functionReleasesSchema = z.object({
  functionId: functionIdSchema,
  /** Grows by one with each stored change; a change is stored only over the revision it was decided on. */
  revision: z.int().check(z.nonnegative()),
  /** For every PDA that is not in the candidate's share. */
  stable: registeredVersionSchema,
  candidate: z.optional(candidateSchema),
  /** Former candidates, which come back only as they would have as the candidate: the latest last. */
  returnedVersions: z.optional(z.array(returnedVersionSchema)),
  /** Also of versions that were replaced since: runs of them may be under way. */
  recalledVersions: z._default(z.array(versionSchema), []),
  /** Since then it is deployed no more: no version runs, and none is forgotten. */
  withdrawnAt: z.optional(dateTimeSchema),
  /** The functions stack that registered it; `local` on one machine. */
  registeredBy: z.optional(z.string()),
  /** A PDA: nobody else sees or runs the function. */
  onlyFor: z.optional(pdaNameSchema),
});
export type FunctionReleases = z.infer<typeof functionReleasesSchema>;

type Change = Partial<Omit<FunctionReleases, 'functionId' | 'revision'>>;

/**
 * `releases` with `change` applied, one revision on; a field set to undefined is removed.
 * @returns `releases` itself when that changes nothing
 */
export function changedReleases(releases: FunctionReleases, change: Change): FunctionReleases {
  const next = functionReleasesSchema.parse({ ...releases, ...change });
  const isSame = JSON.stringify(next) === JSON.stringify(functionReleasesSchema.parse(releases));
  return isSame ? releases : { ...next, revision: releases.revision + 1 };
}
