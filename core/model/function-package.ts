import * as z from 'zod/mini';
import { feedMappingSchema } from './feed-mapping.ts';
import { jsonSchema } from './json.ts';
import { manifestSchema } from './manifest.ts';
import { sha256Schema } from './names.ts';

/** What the registry knows of a function, and a deployment tells the registrar. */
export const functionPackageSchema = z.object({
  manifest: manifestSchema,
  /** SHA-256 of the approved package, hex. */
  codeHash: sha256Schema,
  outputSchema: z.optional(jsonSchema),
  /** How its records are shown in their owners' feeds. */
  feed: z.optional(feedMappingSchema),
});
export type FunctionPackage = z.infer<typeof functionPackageSchema>;
