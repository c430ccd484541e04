import * as z from 'zod/mini';
import { ENGLISH } from './english.ts';
import { isJsonObject } from './json.ts';

/** An object with values of one kind under any names. `z.record` would lose one that is called `__proto__`. */
export function recordOf<T>(schema: z.ZodMiniType<T, unknown>): z.ZodMiniType<Record<string, T>, unknown> {
  return z.transform((value: unknown, { issues }) => {
    if (!isJsonObject(value)) {
      issues.push({ code: 'invalid_type', expected: 'record', input: value });
      return z.NEVER;
    }
    const read = Object.entries(value).flatMap(([name, member]): [string, T][] => {
      const parsed = z.safeParse(schema, member, ENGLISH);
      if (parsed.success) return [[name, parsed.data]];
      for (const { path, message } of parsed.error.issues) {
        issues.push({ code: 'custom', message, path: [name, ...path], input: member });
      }
      return [];
    });
    return Object.fromEntries(read);
  });
}
