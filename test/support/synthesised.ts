import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { cdkApp } from '../../proof/prove/assembly/cdk-app.ts';
import { aRegisteredFunction } from './registered-function.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.any()), {}),
  DeletionPolicy: z.optional(z.string()),
});
const templateSchema = z.looseObject({
  Resources: z._default(z.record(z.string(), resourceSchema), {}),
  Outputs: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Resource = z.infer<typeof resourceSchema>;
export type Template = z.infer<typeof templateSchema>;

/** Templates of a whole deployment by stack name, with the flags of cdk.json and without CDK's own validation. */
export function synthesised({
  config = {},
  functions = [aRegisteredFunction()],
  emptied = [],
  canary = [],
}: {
  config?: Record<string, unknown>;
  functions?: readonly RegisteredFunction[];
  emptied?: readonly number[];
  canary?: readonly RegisteredFunction[];
} = {}): ReadonlyMap<string, Template> {
  const outdir = mkdtempSync(join(tmpdir(), 'she-synth-'));
  const { stacks } = cdkApp({ config, functions, emptied, canary, outdir }).synth();
  const templates = new Map(
    stacks.map(({ stackName, template }) => [stackName, templateSchema.parse(template)]),
  );
  rmSync(outdir, { recursive: true });
  return templates;
}

/** One stack of a deployment. */
export function stackOf(templates: ReadonlyMap<string, Template>, name: string): Template {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`no stack ${name}, only ${[...templates.keys()].join(', ')}`);
  return template;
}

/** What a stack tells about itself, by name. */
export function outputsOf({ Outputs }: Template): Readonly<Record<string, unknown>> {
  return Outputs;
}

/** The resources of a type, in one template or in all. */
export function resourcesOf(source: Template | ReadonlyMap<string, Template>, type: string): Resource[] {
  const templates: Template[] = source instanceof Map ? [...source.values()] : [source as Template];
  return templates.flatMap(({ Resources }) => Object.values(Resources)).filter(({ Type }) => Type === type);
}

/** The only resource of a type. */
export function onlyResource(template: Template, type: string): Resource {
  const [resource, ...others] = resourcesOf(template, type);
  if (resource === undefined || others.length > 0) throw new Error(`expected one ${type}`);
  return resource;
}
