import type * as z from 'zod/mini';

/** Why a value is not `what`: the first of its fields that is to blame. Quotes no content, since that is personal. */
export function fieldAtFault(what: string, error: z.core.$ZodError): string {
  const field = error.issues[0]?.path.join('.') ?? '';
  return field === '' ? `is not ${what}` : `is not ${what}: "${field}" is missing or unusable`;
}
