import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type Json, jsonSchema } from '../core/model/json.ts';
import { outputSchemaFault } from '../core/model/output-schema.ts';
import { readNamedFile } from './read-named-file.ts';
import type { Problem } from './registry-invalid.ts';

const DIALECT = 'must be a JSON Schema (draft-07) of one record';

/** Reads the schema a manifest names and makes sure it can judge records. */
export async function readOutputSchema(
  directory: string,
  name: string,
): Promise<{ schema: Json } | { problem: Problem }> {
  const read = await readNamedFile(directory, 'outputSchema', name);
  if ('problem' in read) return read;
  const broken = brokenSchema(read.value);
  return broken
    ? { problem: { file: read.file, path: '$', found: broken, remedy: DIALECT } }
    : { schema: jsonSchema.parse(read.value) };
}

/** Why records cannot be judged by it, if so. */
function brokenSchema(schema: unknown): string | undefined {
  const ajv = new Ajv({ strictTypes: false, strictTuples: false });
  addFormats.default(ajv);
  try {
    ajv.compile(schema as boolean | object);
    return outputSchemaFault(jsonSchema.parse(schema));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
