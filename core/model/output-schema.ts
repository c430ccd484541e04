import type { Json } from './json.ts';

type Subschema = Record<string, Json>;

/** Keywords whose subschema may fail, or not apply, while the record still matches. */
const BRANCHES = ['anyOf', 'oneOf', 'not', 'if', 'contains'];
/** Keywords that hold subschemas by name. */
const NAMED = ['properties', 'patternProperties', 'definitions', '$defs', 'dependencies', 'dependentSchemas'];
/** Keywords that hold values, not subschemas. */
const VALUES = ['const', 'enum', 'default', 'examples'];

const LOCAL = /^#(?:\/(?:definitions|\$defs)\/[^/%]+)?$/;
const LINK_FORMATS: readonly unknown[] = ['uri', 'iri', 'uri-reference', 'iri-reference'];

/** Whether a text that matches this subschema is shown as a link. */
export const isLink = (schema: Subschema): boolean => LINK_FORMATS.includes(schema.format);

/** A schema within a schema; `inBranch` where a record may match the whole without matching this. */
interface Place {
  readonly schema: Subschema;
  readonly inBranch: boolean;
}

/** The schema itself and all within it. */
export function* subschemas(schema: Json, inBranch = false): Generator<Place> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield { schema: schema as Subschema, inBranch };
  for (const [key, value] of Object.entries(schema)) {
    if (VALUES.includes(key)) continue;
    const inner = NAMED.includes(key) ? Object.values(value ?? {}) : [value];
    for (const item of inner) yield* subschemas(item, inBranch || BRANCHES.includes(key));
  }
}

/** Why the engine cannot judge records by an outputSchema that is otherwise valid, if so. */
export function outputSchemaFault(schema: Json): string | undefined {
  const places = [...subschemas(schema)];
  if (places.some((place) => '$async' in place.schema)) return '$async, but records are judged at once';
  const foreign = places.map((place) => place.schema.$ref).find((ref) => ref !== undefined && !isLocal(ref));
  if (foreign !== undefined) return `$ref ${JSON.stringify(foreign)}, which is no "#/definitions/<name>"`;
  const declares = places.some((place) => isDeclaration(place.schema));
  const isUnsure = ({ schema, inBranch }: Place) =>
    inBranch && (isDeclaration(schema) || (declares && '$ref' in schema));
  return places.some(isUnsure)
    ? `contentMediaType or a link format, or a $ref beside them, within ${BRANCHES.join(', ')}`
    : undefined;
}

const isDeclaration = (schema: Subschema) => 'contentMediaType' in schema || isLink(schema);
const isLocal = (ref: Json) => typeof ref === 'string' && LOCAL.test(ref);
