import * as z from 'zod/mini';
import { bundleQuerySchema } from './data-bundle.ts';
import { DATE_FORMATS } from './date-format.ts';

/** Steps from the bundle down to one value: names in objects, positions in arrays. */
export const bundlePathSchema = z.array(z.union([z.string(), z.int()]));
export type BundlePath = z.infer<typeof bundlePathSchema>;

/**
 * A bundle in which only dates vary: the query as the function answered it once, and the values in it that are
 * one of the two dates it was given, each with the format it writes it in.
 */
export const frozenBundleSchema = z.object({
  bundle: bundleQuerySchema,
  dates: z.array(
    z.object({
      path: bundlePathSchema,
      date: z.enum(['fromDate', 'untilDate']),
      format: z.enum(DATE_FORMATS),
    }),
  ),
});
export type FrozenBundle = z.infer<typeof frozenBundleSchema>;
