import * as z from 'zod/mini';
import type { StackTemplate } from '../assembly/assembly.ts';
import { type Finding, shown } from '../finding.ts';

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DependsOn: z.optional(z.unknown()),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Metadata: z.optional(z.unknown()),
});
const outputSchema = z.looseObject({
  Value: z.unknown(),
  Export: z.optional(z.strictObject({ Name: z.unknown() })),
});
const templateSchema = z.looseObject({
  Resources: z._default(z.record(z.string(), z.unknown()), {}),
  Outputs: z._default(z.record(z.string(), outputSchema), {}),
});

export interface RawResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A template whose shape is known, its references not followed yet. */
export interface RawStack extends Omit<StackTemplate, 'template'> {
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly outputs: ReadonlyMap<string, z.infer<typeof outputSchema>>;
}

/** `Transform`, `Conditions` and `Mappings` decide at deployment what a template says; they are not understood. */
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
];

/** Checks the shape of one template; what is not understood is told by `problem` and left out. */
export function parseTemplate(
  { template, ...place }: StackTemplate,
  problem: (one: Finding) => void,
): RawStack {
  const tell = (logicalId: string, path: string, found: unknown, expected: string) =>
    problem({ stack: place.name, logicalId, path, found: shown(found), expected });
  const parsed = templateSchema.safeParse(template);
  if (!parsed.success) tell('template', '', template, 'a CloudFormation template');
  const { Resources, Outputs, ...others } = parsed.data ?? { Resources: {}, Outputs: {} };
  for (const section of Object.keys(others).filter((name) => !SECTIONS.includes(name)))
    tell(section, '', others[section], 'no such section: it decides at deployment what the template says');
  const resources = new Map<string, RawResource>();
  for (const [id, raw] of Object.entries(Resources)) {
    const resource = resourceSchema.safeParse(raw);
    if (resource.success) resources.set(id, resource.data);
    else tell(id, '', raw, 'a resource with a type, properties and policies, and without a condition');
  }
  return { ...place, resources, outputs: new Map(Object.entries(Outputs)) };
}
