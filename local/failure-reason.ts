import * as z from 'zod/mini';

const schema = z.object({ code: z.optional(z.string()), message: z.optional(z.string()) });

/** What a caught value says about itself: the system's error code (`ENOENT`) where there is one, and its message. */
export function reasonOf(error: unknown): { readonly code?: string | undefined; readonly message: string } {
  const { code, message } = schema.safeParse(error).data ?? {};
  return { code, message: message || code || 'unknown reason' };
}
