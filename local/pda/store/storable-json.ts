import { createHash } from 'node:crypto';
import type { Json } from '../../../core/model/json.ts';

/**
 * Compact JSON text that PostgreSQL can store as jsonb: NUL characters are left out, halves of surrogate
 * pairs become U+FFFD.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => {
    if (found === '\\\\') return found;
    return found === '\\u0000' ? '' : '\ufffd';
  });
}

/** What makes two records duplicates: SHA-256, hex, over the compact text with its keys as received. */
export function contentHash(data: Json): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
