import * as z from 'zod/mini';
import { dataBundleSchema } from './data-bundle.ts';
import { dateTimeSchema } from './date-time.ts';
import { jsonSchema, omittable } from './json.ts';
import { triggerSchema } from './trigger.ts';

const drawableSchema = z.object({
  small: omittable(z.string()),
  normal: z.string(),
  large: omittable(z.string()),
  xlarge: omittable(z.string()),
});

/** `1-2-3` is read as `1.2.3`, as the reference implementation does. */
const publishedVersionSchema = z.pipe(
  z.string().check(z.regex(/^\d+\D\d+\D\d+$/, 'must be N.N.N')),
  z.transform((version): string => version.replace(/\D/g, '.')),
);

const infoSchema = z.object({
  version: publishedVersionSchema,
  versionReleaseDate: dateTimeSchema,
  updateNotes: omittable(z.object({ header: z.string(), notes: omittable(z.array(z.string())) })),
  name: z.string(),
  headline: z.string(),
  description: z.object({
    text: z.string(),
    markdown: omittable(z.string()),
    html: omittable(z.string()),
  }),
  termsUrl: z.string(),
  supportContact: z.string(),
  dataPreview: omittable(z.array(jsonSchema)),
  graphics: z.object({
    banner: drawableSchema,
    logo: drawableSchema,
    screenshots: z.array(drawableSchema),
  }),
  dataPreviewEndpoint: omittable(z.string()),
});

const developerSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  country: omittable(z.string()),
  logo: omittable(drawableSchema),
});

const statusSchema = z.object({
  available: z.boolean(),
  enabled: z.boolean(),
  lastExecution: omittable(dateTimeSchema),
  executionStarted: omittable(dateTimeSchema),
});

/** What a function publishes about itself, and what owners see of it (contract: function configuration). */
export const functionConfigurationSchema = z.object({
  id: z.string(),
  info: infoSchema,
  developer: developerSchema,
  trigger: triggerSchema,
  dataBundle: dataBundleSchema,
  status: statusSchema,
});
export type FunctionConfiguration = z.infer<typeof functionConfigurationSchema>;
