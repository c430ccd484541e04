import * as z from 'zod/mini';
import { type Json, jsonSchema } from '../core/model/json.ts';
import { type Manifest, manifestSchema } from '../core/model/manifest.ts';

export const MANIFEST_SCHEMA = 'function.schema.json';

/** What editors show beside each field. */
const DESCRIPTIONS: Record<keyof Manifest, string> = {
  $schema: 'Path of this schema: "../function.schema.json".',
  id: 'Name of the folder, and of the function everywhere. Must be what the configuration call publishes.',
  version: 'Raise it with every change of code or scope. Must be what the configuration call publishes.',
  namespace: 'First part of the only place the function may write to.',
  endpoint: 'Rest of the only place the function may write to.',
  runtime: 'AWS Lambda runtime.',
  architecture: 'Processor the package is built for.',
  code: 'Folder, .zip or .jar to ship, relative to this file.',
  build: 'Command that makes "code": an array of arguments, run in this folder without a shell.',
  handlers:
    'Handler of each of the three calls, as the runtime writes them. Only "process" sees personal data.',
  memory: 'MB. Above 3008 needs "largeMemory".',
  largeMemory: 'Why more than 3008 MB are needed.',
  timeout: 'Seconds one call may take.',
  ephemeralStorage: 'MB of /tmp.',
  reads: 'The most the function may ever ask for. Absent: the endpoints of the dataBundle it publishes.',
  maxRecords: 'At most this many records in one invocation; 1 is one at a time.',
  outputSchema: 'JSON Schema file that every written record must match.',
  feed: "JSON file that says how its records are shown in their owner's feed; see docs/feeds.md.",
  runOnEmpty: 'Also run when there is nothing to read.',
  allowSubpaths: 'Also allow writing below "endpoint": up to 4 places an answer, 64 characters each.',
  experimental: 'Deploy only where the deployment configuration says beta.',
};

/** The manifest's JSON Schema, as published in function.schema.json for editors. */
export function manifestJsonSchema(): Json {
  const { properties = {}, ...schema } = z.toJSONSchema(manifestSchema, { io: 'input' });
  const described = Object.entries(DESCRIPTIONS).map(([field, description]) => [
    field,
    { description, ...Object(properties[field]) },
  ]);
  const whole = { title: 'SHE function', ...schema, properties: Object.fromEntries(described) };
  return jsonSchema.parse(JSON.parse(JSON.stringify(whole)));
}
