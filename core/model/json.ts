import * as z from 'zod/mini';
import { ExactNumber, jsonText } from './exact-number.ts';

export type JsonObject = { readonly [key: string]: Json };

/** Any value JSON can carry; numbers that would be changed by being a `number` are ExactNumbers. */
export type Json = null | boolean | number | ExactNumber | string | readonly Json[] | JsonObject;

/** Takes the value itself: a copy made by zod would lack what is called `__proto__`. */
export const jsonSchema: z.ZodMiniType<Json, Json> = z.custom<Json>(isJson, 'must be a JSON value');

function isJson(value: unknown): value is Json {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null || value instanceof ExactNumber) return true;
  return (Array.isArray(value) || isPlain(value)) && Object.values(value).every(isJson);
}

/** Not of a class; of whichever realm it is. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A whole number that something is counted by, however it is written: `1e3` and `10.0` are some. */
export function countSchema<T extends z.ZodMiniType<number, number>>(schema: T) {
  return z.pipe(
    z.transform((value: unknown) => (value instanceof ExactNumber ? value.toJSON() : value)),
    schema as z.ZodMiniType<number, unknown>,
  );
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

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
  return Buffer.byteLength(jsonText(value) ?? '');
}

/** Levels of arrays and objects that the engine follows in what a function says. */
const DEEPEST = 36;

/** Values of every kind that it follows, counting those that hold others. */
const MOST_VALUES = 1_000_000;

/** Whether `value` may be walked by recursion: a function could make it so deep or so full that the engine died. */
export function isWalkable(value: Json): boolean {
  return valuesLeft(value, MOST_VALUES, 0) >= 0;
}

/** How many of `left` values remain after all in `value`; negative when it holds more, or is too deep. */
function valuesLeft(value: Json, left: number, depth: number): number {
  if (typeof value !== 'object' || value === null) return left - 1;
  if (depth >= DEEPEST) return -1;
  let rest = left - 1;
  for (const item of Object.values(value)) rest = valuesLeft(item, rest, depth + 1);
  return rest;
}
