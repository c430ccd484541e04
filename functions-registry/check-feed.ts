import { ENGLISH } from '../core/model/english.ts';
import { type FeedMapping, feedMappingSchema } from '../core/model/feed-mapping.ts';
import { jsonBytes } from '../core/model/json.ts';
import { problemsOf } from './read-manifest.ts';
import { readNamedFile } from './read-named-file.ts';
import type { Problem } from './registry-invalid.ts';

/** It is stored with the function, whose item must stay small. */
const MOST_BYTES = 16_000;

/** Reads the feed mapping that a manifest names, or says everything that is wrong with it. */
export async function readFeed(
  directory: string,
  name: string,
): Promise<{ readonly value?: FeedMapping | undefined; readonly problems: readonly Problem[] }> {
  const read = await readNamedFile(directory, 'feed', name);
  if ('problem' in read) return { problems: [read.problem] };
  const { file, value } = read;
  const bytes = jsonBytes(value);
  if (bytes > MOST_BYTES) {
    const remedy = `must be at most ${MOST_BYTES} bytes: show less`;
    return { problems: [{ file, path: '$', found: `${bytes} bytes`, remedy }] };
  }
  const parsed = feedMappingSchema.safeParse(value, ENGLISH);
  const about = { file, value, known: Object.keys(feedMappingSchema.shape) };
  const problems = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, about));
  return { value: parsed.data, problems };
}
