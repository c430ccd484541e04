import type { Json } from '../../../core/model/json.ts';
import { EvaluationError } from './evaluation-error.ts';

type JsonObject = { readonly [key: string]: Json };
interface Segment {
  readonly key: string;
  /** Position in an array, from `key[n]`. */
  readonly index?: number;
}

/** An entry that is neither a path nor a nested mapping: the whole result becomes `{}`, by contract. */
class UnusableEntry extends Error {}

/**
 * Reshapes a record's data: each entry of `mapping` copies a source path to a destination path. A mapping that
 * is no object leaves the data as it is.
 * @throws EvaluationError for a path that cannot be read
 */
export function applyMapping(mapping: Json | undefined, data: Json, property: string): Json {
  if (!isObject(mapping)) return data;
  try {
    return mapObject(mapping, data);
  } catch (error) {
    if (error instanceof UnusableEntry) return {};
    if (error instanceof EvaluationError) {
      throw new EvaluationError(`property "${property}", mapping: ${error.message}`);
    }
    throw error;
  }
}

function mapObject(mapping: JsonObject, data: Json): Json {
  return Object.entries(mapping).reduce<Json>((result, [destination, source]) => {
    const keys = destinationKeys(destination);
    const value = sourceValue(destination, source, data);
    return value === undefined ? result : merge(result, nest(keys, value));
  }, {});
}

function sourceValue(destination: string, source: Json, data: Json): Json | undefined {
  if (typeof source === 'string') return valueAt(data, source);
  if (!isObject(source)) throw new UnusableEntry();
  const { source: path, mappings } = source;
  if (typeof path !== 'string' || !isObject(mappings) || Object.keys(mappings).length === 0) {
    throw new EvaluationError(`entry "${destination}" needs a "source" path and non-empty "mappings"`);
  }
  const value = valueAt(data, path);
  if (!destination.endsWith('[]')) return value === undefined ? undefined : mapObject(mappings, value);
  return Array.isArray(value) ? value.map((element) => mapObject(mappings, element)) : undefined;
}

function destinationKeys(path: string): readonly string[] {
  return segments(path).map(({ key, index }) => {
    if (index !== undefined)
      throw new EvaluationError(`"${path}" has an index, which only a source path may have`);
    return key;
  });
}

function segments(path: string): readonly Segment[] {
  return path.split('.').map((segment) => {
    const [, key, index] = /^(\w+)(?:\[(\d*)\])?$/.exec(segment) ?? [];
    if (key === undefined) {
      throw new EvaluationError(`"${path}" is no path: write letters, digits or "_" between dots, then [n]`);
    }
    return index ? { key, index: Number(index) } : { key };
  });
}

function valueAt(data: Json, path: string): Json | undefined {
  return segments(path).reduce<Json | undefined>((value, { key, index }) => {
    const member = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (index === undefined) return member;
    return Array.isArray(member) ? (member[index] as Json | undefined) : undefined;
  }, data);
}

/** `fromEntries` also where a literal would do: it makes `__proto__` a key like any other. */
function nest(keys: readonly string[], value: Json): Json {
  return keys.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), value);
}

function merge(earlier: Json, later: Json): Json {
  if (!isObject(earlier) || !isObject(later)) return later;
  const merged = new Map(Object.entries(earlier));
  for (const [key, value] of Object.entries(later)) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? value : merge(before, value));
  }
  return Object.fromEntries(merged);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
