import { createHash } from 'node:crypto';
import type { Attempt } from '../model/function-status.ts';

/**
 * Id of a derived record: the same whenever the same part of the same attempt is written again. SHA-256 of
 * attempt, part and index, in the form of a version 8 UUID (RFC 9562), since PDAs identify records by UUID.
 */
export function derivedRecordId(attempt: Pick<Attempt, 'id' | 'part'>, index: number): string {
  const hash = createHash('sha256').update(`${attempt.id}/${attempt.part}/${index}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const thirdToFifth = [`8${hash.slice(13, 16)}`, `${variant}${hash.slice(17, 20)}`, hash.slice(20, 32)];
  return [hash.slice(0, 8), hash.slice(8, 12), ...thirdToFifth].join('-');
}
