import * as z from 'zod/mini';
import { isJsonObject, type Json } from './json.ts';

/** Parts of a path, and levels of what a mapping makes: what holds more cannot be walked by recursion everywhere. */
const MOST_PARTS = 200;

/** A dotted path into a record's data. */
export const pathSchema = z
  .string()
  .check(
    z.refine((path) => partsOf(path) <= MOST_PARTS, `must be a path of at most ${MOST_PARTS} dotted parts`),
  );

/** Whether no path of a mapping is too long, counting those around it. */
export function hasShortPaths(mapping: Json): boolean {
  return longestOf(mapping) <= MOST_PARTS;
}

function longestOf(mapping: Json): number {
  if (!isJsonObject(mapping)) return 0;
  const lengths = Object.entries(mapping).map(([destination, entry]) => {
    const own = partsOf(destination);
    if (typeof entry === 'string') return Math.max(own, partsOf(entry));
    if (!isJsonObject(entry)) return own;
    const { source, mappings = null } = entry;
    return Math.max(typeof source === 'string' ? partsOf(source) : 0, own + longestOf(mappings));
  });
  return lengths.reduce((longest, length) => Math.max(longest, length), 0);
}

function partsOf(path: string): number {
  return path.split('.').length;
}
