import type * as z from 'zod/mini';

/** Most problems that are told of one message; it may have as many as its sender likes. */
const MOST = 5;

/**
 * Reads the body of a message.
 * @returns what it holds, or why it is no `subject`: a bounded line that quotes nothing of it
 */
export function readMessage<T>(subject: string, schema: z.ZodMiniType<T>, body: string): T | string {
  try {
    const read = schema.safeParse(JSON.parse(body));
    return read.success ? read.data : `${subject}: ${explained(read.error.issues)}`;
  } catch {
    return `${subject}: not JSON`;
  }
}

function explained(issues: readonly z.core.$ZodIssue[]): string {
  const told = issues.slice(0, MOST).map(({ path, message }) => `${path.join('.')} ${message}`);
  const more = issues.length > MOST ? [`and ${issues.length - MOST} more`] : [];
  return [...told, ...more].join('; ');
}
