import { readFile, realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type Json, jsonSchema } from '../core/model/json.ts';
import { outputSchemaFault } from '../core/model/output-schema.ts';
import { isInside } from './list-folder.ts';
import { parseJson } from './read-manifest.ts';
import { MANIFEST, type Problem } from './registry-invalid.ts';

const DIALECT = 'must be a JSON Schema (draft-07) of one record';

/** Reads the schema a manifest names and makes sure it can judge records. */
export async function readOutputSchema(
  directory: string,
  name: string,
): Promise<{ schema: Json } | { problem: Problem }> {
  const folder = basename(directory);
  const refuse = (found: string, remedy: string) => ({
    problem: { file: `${folder}/${MANIFEST}`, path: '$.outputSchema', found, remedy },
  });
  const path = await realpath(resolve(directory, name)).catch(() => undefined);
  if (!path) return refuse(`${name}, which does not exist`, 'create it, or remove the field');
  if (!isInside(await realpath(directory), path)) {
    return refuse(`${name}, outside the function's folder`, 'copy it into the folder');
  }
  const file = `${folder}/${name}`;
  const parsed = parseJson(await readFile(path, 'utf8'), file);
  if ('problem' in parsed) return parsed;
  const broken = brokenSchema(parsed.value);
  return broken
    ? { problem: { file, path: '$', found: broken, remedy: DIALECT } }
    : { schema: jsonSchema.parse(parsed.value) };
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
