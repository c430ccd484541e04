import { jsonText } from '../../../core/model/exact-number.ts';

/**
 * Compact JSON text that PostgreSQL can store as jsonb: NUL characters are left out, halves of surrogate
 * pairs become U+FFFD.
 */
export function storableJson(value: unknown): string {
  return jsonText(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => {
    if (found === '\\\\') return found;
    return found === '\\u0000' ? '' : '\ufffd';
  });
}
