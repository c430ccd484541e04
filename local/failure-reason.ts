import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);
const schema = z.object({ code: text, message: text });

/** What a caught value says about itself: the system's error code (`ENOENT`) where there is one, and its message. */
export function reasonOf(error: unknown): { readonly code?: string | undefined; readonly message: string } {
  const { code, message } = schema.safeParse(error).data ?? {};
  return { code, message: message || code || 'unknown reason' };
}
