import * as z from 'zod/mini';
import { stageConfigSchema } from './stage-config.ts';

/** As much of JSON Schema as a stage's configuration uses. */
const fieldSchema = z.object({
  type: z.optional(z.string()),
  description: z.optional(z.string()),
  default: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  format: z.optional(z.string()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  get items() {
    return z.optional(fieldSchema);
  },
  required: z.optional(z.array(z.string())),
  get properties() {
    return z.optional(z.record(z.string(), fieldSchema));
  },
  get additionalProperties() {
    return z.optional(z.union([z.boolean(), fieldSchema]));
  },
});
type Field = z.infer<typeof fieldSchema>;

/**
 * Every field of a stage's configuration as a table in Markdown: what it decides, what it may be, what it is unless
 * given, and what the example says.
 */
export function configurationTable(example: Readonly<Record<string, unknown>>): string {
  const { properties = {} } = fieldSchema.parse(z.toJSONSchema(stageConfigSchema, { io: 'input' }));
  const rows = Object.entries(properties).flatMap(([name, field]) => rowsOf(name, field, example[name]));
  return [
    '| field | decides | may be | unless given | example |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function rowsOf(name: string, field: Field, example: unknown, unlessGiven = 'absent'): readonly string[] {
  const cells = [
    code(name),
    field.description ?? '',
    mayBe(field),
    'default' in field ? shown(field.default) : unlessGiven,
    shown(example),
  ];
  return [`| ${cells.join(' | ')} |`, ...innerRows(name, field, example)];
}

/** What stands behind each name of a record: of the example the first. */
function innerRows(name: string, { additionalProperties }: Field, example: unknown): readonly string[] {
  if (typeof additionalProperties !== 'object') return [];
  const [inner] = Object.values(Object(example)) as Readonly<Record<string, unknown>>[];
  return Object.entries(additionalProperties.properties ?? {}).flatMap(([field, schema]) =>
    rowsOf(`${name}.<id>.${field}`, schema, inner?.[field], 'must be given'),
  );
}

function mayBe({ type, format, minimum, maximum, items, additionalProperties, ...field }: Field): string {
  if (field.enum) return field.enum.join(', ');
  switch (type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
    case 'number':
      return `${type === 'integer' ? 'whole number' : 'number'}, ${minimum} to ${maximum}`;
    case 'array':
      return `list of ${items ? mayBe(items) : 'anything'}`;
    case 'object':
      return typeof additionalProperties === 'object' && additionalProperties.type === 'object'
        ? 'fields as below, by id of function'
        : 'text, by name';
    default:
      return format === 'email' ? 'e-mail address' : 'text';
  }
}

function shown(value: unknown): string {
  return value === undefined ? '' : code(JSON.stringify(value));
}

const code = (text: string) => `\`${text}\``;
