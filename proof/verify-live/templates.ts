import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z._default(z.unknown(), {}) })),
});
export type Template = z.infer<typeof templateSchema>;

export interface Templates {
  readonly network: Template;
  readonly functions: readonly Template[];
}

const FUNCTIONS = /^She-Functions-\d{3}\.template\.json$/;

/**
 * What `cdk synth` left in a folder.
 * @throws EngineError when the stacks are not in there
 */
export function readTemplates(folder: string): Templates {
  try {
    const files = readdirSync(folder).filter((name) => FUNCTIONS.test(name));
    return {
      network: readTemplate(join(folder, 'She-Network.template.json')),
      functions: files.map((name) => readTemplate(join(folder, name))),
    };
  } catch (cause) {
    throw new EngineError(
      `${folder} does not hold the templates of She-Network and She-Functions-NNN: type npx cdk synth --quiet first, with -c stage=NAME`,
      { cause },
    );
  }
}

function readTemplate(file: string): Template {
  return templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Resources of a type: their ids in the template, and their properties. */
export function resourcesOf<T>(
  { Resources }: Template,
  type: string,
  properties: { parse: (value: unknown) => T },
): readonly (readonly [string, T])[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, properties.parse(Properties)] as const);
}
