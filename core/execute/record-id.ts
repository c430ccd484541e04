import type { Attempt } from '../model/function-status.ts';

/**
 * Id of a derived record: the same whenever the same part of the same attempt is written again. SHA-256 of
 * attempt, part and index, in the form of a version 8 UUID (RFC 9562), since PDAs identify records by UUID.
 */
export async function derivedRecordId(attempt: Attempt, index: number): Promise<string> {
  const bytes = new TextEncoder().encode(`${attempt.id}/${attempt.part}/${index}`);
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
