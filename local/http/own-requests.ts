import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What this process's AWS clients sign with: new at every start, and known to no other program. */
export const ACCESS_KEY_ID = randomBytes(16).toString('hex');

/** Whether a request to an emulator is this process's own: web pages tell their origin, others lack the key. */
export function isOwnRequest({ origin, authorization = '' }: IncomingHttpHeaders): boolean {
  return origin === undefined && authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${ACCESS_KEY_ID}/`);
}
