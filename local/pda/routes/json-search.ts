import { jsonText } from '../../../core/model/exact-number.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/model/json.ts';

/** Asks for records that hold `text` under `key`: at that path when it is dotted, else under a key at any depth. */
export interface Search {
  readonly key: string;
  readonly text: string;
}

/** Whether `data` has what is searched for; numbers and booleans are compared as JSON writes them. */
export function holds(data: Json, { key, text }: Search): boolean {
  const found = key.includes('.') ? atPath(data, key.split('.')) : underKey(data, key);
  return found.some((value) => (typeof value === 'string' ? value : jsonText(value)) === text);
}

function atPath(data: Json, path: readonly string[]): readonly Json[] {
  return path.reduce<readonly Json[]>(
    (values, segment) => values.flatMap((value) => member(value, segment)),
    [data],
  );
}

/** A member of an object, or an element of an array by its number. */
function member(value: Json, segment: string): readonly Json[] {
  if (!isHolder(value) || !Object.hasOwn(value, segment)) return [];
  return [(value as JsonObject)[segment] as Json];
}

function underKey(value: Json, key: string): readonly Json[] {
  if (!isHolder(value)) return [];
  const own = Array.isArray(value) ? [] : member(value, key);
  return [...own, ...Object.values(value).flatMap((inner) => underKey(inner, key))];
}

function isHolder(value: Json): value is JsonObject | readonly Json[] {
  return isJsonObject(value) || Array.isArray(value);
}
