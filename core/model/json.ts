import * as z from 'zod/mini';

/** Any value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const jsonSchema = z.json() as z.ZodMiniType<Json, Json>;

type Omittable<T extends z.ZodMiniType> = z.ZodMiniOptional<
  z.ZodMiniType<z.output<T> | undefined, z.input<T> | null | undefined>
>;

/** An optional wire field: missing and `null` are both read as missing, and missing is never written. */
export function omittable<T extends z.ZodMiniType>(schema: T): Omittable<T> {
  const nullAsMissing = z.transform((value: unknown) => value ?? undefined);
  return z.optional(z.pipe(nullAsMissing, z.optional(schema) as never) as never);
}

/** UTF-8 bytes of `value` serialised without white space. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** Levels of arrays and objects that the engine follows in what a function says. */
const DEEPEST = 36;

/** Whether `value` may be walked by recursion: a function could nest it so deep that the engine's stack ran out. */
export function isShallow(value: Json, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((item) => isShallow(item, depth + 1));
}
