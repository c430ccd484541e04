import type { IncomingMessage } from 'node:http';

/** How far beyond its limit a body is still read, so that the sender hears the answer instead of a reset. */
const PATIENCE = 4;

/** The whole body, or `undefined` when it is longer than `limit` bytes; what is beyond is never kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    if (size > limit * PATIENCE) break;
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

/** Whether `body` is JSON text. */
export function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}
