import * as z from 'zod/mini';
import { functionFeedSchema } from './feed-mapping.ts';
import { frozenBundleSchema } from './frozen-bundle.ts';
import { functionConfigurationSchema } from './function-configuration.ts';
import { jsonSchema } from './json.ts';
import { functionIdSchema, sha256Schema, versionSchema } from './names.ts';
import { scopeSchema } from './scope.ts';

/** A version of a function as it was registered: what its manifest allows, what it published, which code may run. */
export const registeredVersionSchema = z.object({
  id: functionIdSchema,
  version: versionSchema,
  configuration: functionConfigurationSchema,
  scope: scopeSchema,
  /** SHA-256 of the approved package, hex. */
  codeHash: sha256Schema,
  /** Lambda names of the calls that run time makes, each with the immutable version to call. */
  process: z.object({ functionName: z.string(), qualifier: z.string() }),
  bundle: z.object({ functionName: z.string(), qualifier: z.string() }),
  /** Seconds. */
  timeout: z.int(),
  maxRecords: z.optional(z.int()),
  runOnEmpty: z.boolean(),
  outputSchema: z.optional(jsonSchema),
  /** Absent: it shows nothing in its owners' feeds. */
  feed: z.optional(functionFeedSchema),
  /** Stands in for the bundle call, where only the dates in its answers vary. */
  frozenBundle: z.optional(frozenBundleSchema),
  available: z.boolean(),
});
export type RegisteredVersion = z.infer<typeof registeredVersionSchema>;

/** A registered function as one PDA gets it: the version that is released to it. */
export interface CatalogueEntry extends RegisteredVersion {
  /** Of any version, also of those that were replaced since: runs of them may be under way. */
  readonly recalledVersions: readonly string[];
  /** The version is released to a share of all PDAs, of which this is one. */
  readonly candidate?: true | undefined;
}

export function isRecalled(
  { recalledVersions }: Pick<CatalogueEntry, 'recalledVersions'>,
  version: string,
): boolean {
  return recalledVersions.includes(version);
}

/** Whether runs of the current version may begin: the function says that it is available, and nobody recalled it. */
export function isRunnable(entry: CatalogueEntry): boolean {
  return entry.available && !isRecalled(entry, entry.version);
}
