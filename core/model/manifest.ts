import * as z from 'zod/mini';
import { endpointSchema, functionIdSchema, namespaceSchema, versionSchema } from './names.ts';
import { RUNTIMES } from './runtime.ts';

const between = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const text = () => z.string().check(z.minLength(1));

/** One endpoint a function may read; `fields` are dotted paths, absent means whole records. */
export const readSchema = z.strictObject({
  endpoint: endpointSchema,
  fields: z.optional(z.array(text()).check(z.minLength(1))),
});

/** Memory above 3008 MB must say why, since every tenant pays for it. */
const memoryIsJustified = z.refine<{ memory?: number | undefined; largeMemory?: string | undefined }>(
  ({ memory = 128, largeMemory }) => memory <= 3008 || largeMemory !== undefined,
  { path: ['memory'], error: 'above 3008 needs "largeMemory" with the reason' },
);

/** A function's registry entry, `functions-registry/<id>/function.json`. */
export const manifestSchema = z
  .strictObject({
    $schema: z.optional(z.string()),
    id: functionIdSchema,
    version: versionSchema,
    namespace: namespaceSchema,
    endpoint: endpointSchema,
    runtime: z.enum(Object.keys(RUNTIMES)),
    architecture: z._default(z.enum(['arm64', 'x86_64']), 'arm64'),
    code: text(),
    build: z.optional(z.array(text()).check(z.minLength(1))),
    handlers: z.strictObject({ configuration: text(), bundle: text(), process: text() }),
    memory: z._default(between(128, 10_240), 128),
    largeMemory: z.optional(text()),
    timeout: z._default(between(1, 300), 60),
    ephemeralStorage: z._default(between(512, 10_240), 512),
    reads: z.optional(z.array(readSchema).check(z.minLength(1))),
    maxRecords: z.optional(z.int().check(z.minimum(1))),
    outputSchema: z.optional(text()),
    feed: z.optional(text()),
    runOnEmpty: z._default(z.boolean(), false),
    allowSubpaths: z._default(z.boolean(), false),
    experimental: z._default(z.boolean(), false),
  })
  .check(memoryIsJustified);
export type Manifest = z.infer<typeof manifestSchema>;
