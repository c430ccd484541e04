import * as z from 'zod/mini';
import { feedPathSchema } from './feed-path.ts';
import { dataPathSchema, templateSchema } from './template.ts';

const listOf = <T extends z.ZodMiniType>(schema: T, most: number) =>
  z.array(schema).check(z.minLength(1), z.maxLength(most));

/** A name that clients know things by, the same for every record. */
const wordSchema = z
  .string()
  .check(z.regex(/^[0-9A-Za-z][0-9A-Za-z _/-]{0,63}$/, 'must be a short name without placeholders'));
const typesSchema = listOf(wordSchema, 10);

/**
 * The same for every record too: a client asks for a picture by itself, so an address with placeholders would carry
 * an owner's data to whoever answers there.
 */
const addressSchema = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(/^https:\/\/[^\s{}]+$/, 'must begin with https:// and have no placeholders'),
  );

const titleSchema = z.strictObject({
  text: templateSchema,
  subtitle: z.optional(templateSchema),
  action: z.optional(wordSchema),
});

const detailSchema = z.strictObject({
  content: templateSchema,
  badge: z.optional(templateSchema),
  types: z.optional(typesSchema),
});

const contentSchema = z.strictObject({
  text: z.optional(templateSchema),
  media: z.optional(
    listOf(z.strictObject({ thumbnail: z.optional(addressSchema), url: z.optional(addressSchema) }), 10),
  ),
  nestedStructure: z.optional(z.record(wordSchema, listOf(detailSchema, 50))),
});

const locationSchema = z.strictObject({
  geo: z.optional(z.strictObject({ longitude: dataPathSchema, latitude: dataPathSchema })),
  address: z.optional(
    z.strictObject({ country: z.optional(templateSchema), city: z.optional(templateSchema) }),
  ),
  tags: z.optional(listOf(templateSchema, 20)),
});

/** How the records that a function writes are shown in their owner's feed; see docs/feeds.md. */
export const feedMappingSchema = z.strictObject({
  /** Absent: as the function's `dataPreviewEndpoint` says. */
  path: z.optional(feedPathSchema),
  /** Where a record's date lies; one without is not shown. */
  date: dataPathSchema,
  types: z._default(typesSchema, ['insight']),
  title: z.optional(titleSchema),
  content: z.optional(contentSchema),
  location: z.optional(locationSchema),
});
export type FeedMapping = z.infer<typeof feedMappingSchema>;

/** What a registered function shows in its owners' feeds, and where. */
export const functionFeedSchema = z.object({ path: feedPathSchema, mapping: feedMappingSchema });
export type FunctionFeed = z.infer<typeof functionFeedSchema>;
