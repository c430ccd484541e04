import * as z from 'zod/mini';

/** What a feed is asked for by, below `/she/feed/`: `she/activity-records`. */
export const feedPathSchema = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(/^[0-9a-z-]+(\/[0-9a-z-]+)*$/, 'must be a-z, 0-9 or "-" between single "/"'),
  );

const FEED = '/she/feed/';

/** The feed that a `dataPreviewEndpoint` names, if it names one. */
export function previewedFeed(dataPreviewEndpoint: string | undefined): string | undefined {
  const path = dataPreviewEndpoint?.startsWith(FEED) ? dataPreviewEndpoint.slice(FEED.length) : undefined;
  return feedPathSchema.safeParse(path).data;
}
