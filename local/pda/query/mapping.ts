import { isJsonObject, type Json, type JsonObject } from '../../../core/model/json.ts';
import { EvaluationError } from './evaluation-error.ts';
import { MergedObject } from './merged-object.ts';

interface Segment {
  readonly key: string;
  /** Position in an array, from `key[n]`. */
  readonly index?: number;
}

/** Gives a record's data another shape. */
export type Reshape = (data: Json) => Json;
/** Finds a value in a record's data; undefined where there is none. */
type Reader = (data: Json) => Json | undefined;

/** An entry that is neither a path nor a nested mapping: the whole result becomes `{}`, by contract. */
class UnusableEntry extends Error {}

/**
 * Reads a mapping: each of its entries copies a source path to a destination path. A mapping that is no object
 * leaves the data as it is.
 * @throws EvaluationError for a path that cannot be read, at whatever depth
 */
export function reshaping(mapping: Json | undefined, property: string): Reshape {
  if (!isJsonObject(mapping)) return (data) => data;
  const reshape = readEntries(mapping, `property "${property}", mapping`);
  return (data) => {
    try {
      return reshape(data);
    } catch (error) {
      if (error instanceof UnusableEntry) return {};
      throw error;
    }
  };
}

function readEntries(mapping: JsonObject, place: string): Reshape {
  const entries = Object.entries(mapping).map(([destination, source]) => ({
    keys: destinationKeys(destination, place),
    read: sourceReader(destination, source, place),
  }));
  return (data) => {
    const result = new MergedObject();
    for (const { keys, read } of entries) {
      const value = read(data);
      if (value !== undefined) result.put(keys, value);
    }
    return result.json();
  };
}

function sourceReader(destination: string, source: Json, place: string): Reader {
  if (typeof source === 'string') return pathReader(source, place);
  if (!isJsonObject(source)) {
    return () => {
      throw new UnusableEntry();
    };
  }
  const { source: path, mappings } = source;
  if (typeof path !== 'string' || !isJsonObject(mappings) || Object.keys(mappings).length === 0) {
    throw new EvaluationError(
      `${place}: entry "${destination}" needs a "source" path and non-empty "mappings"`,
    );
  }
  const read = pathReader(path, place);
  const reshape = readEntries(mappings, place);
  if (!destination.endsWith('[]')) return (data) => reshaped(read(data), reshape);
  return (data) => {
    const value = read(data);
    return Array.isArray(value) ? value.map(reshape) : undefined;
  };
}

function reshaped(value: Json | undefined, reshape: Reshape): Json | undefined {
  return value === undefined ? undefined : reshape(value);
}

function destinationKeys(path: string, place: string): readonly string[] {
  return segments(path, place).map(({ key, index }) => {
    if (index !== undefined) {
      throw new EvaluationError(`${place}: "${path}" has an index, which only a source path may have`);
    }
    return key;
  });
}

function pathReader(path: string, place: string): Reader {
  const steps = segments(path, place);
  return (data) =>
    steps.reduce<Json | undefined>((value, { key, index }) => {
      const member = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      if (index === undefined) return member;
      return Array.isArray(member) ? (member[index] as Json | undefined) : undefined;
    }, data);
}

function segments(path: string, place: string): readonly Segment[] {
  return path.split('.').map((segment) => {
    const [, key, index] = /^(\w+)(?:\[(\d*)\])?$/.exec(segment) ?? [];
    if (key === undefined) {
      throw new EvaluationError(
        `${place}: "${path}" is no path: write letters, digits or "_" between dots, then [n]`,
      );
    }
    return index ? { key, index: Number(index) } : { key };
  });
}
