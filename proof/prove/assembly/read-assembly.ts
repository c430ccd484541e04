import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { EngineError } from '../../../core/errors.ts';
import type { Finding } from '../finding.ts';
import { type Assembly, placeOf, type StackTemplate } from './assembly.ts';

const stackSchema = z.object({
  environment: z.string(),
  properties: z.object({ templateFile: z.string(), stackName: z.optional(z.string()) }),
});
const manifestSchema = z.object({ artifacts: z.record(z.string(), z.looseObject({ type: z.string() })) });

/** Deploy nothing themselves: files to upload, and what CDK tells its user. */
const HARMLESS = ['cdk:asset-manifest', 'cdk:feature-flag-report', 'cdk:tree'];
const STACK = 'aws:cloudformation:stack';

/**
 * Reads a folder that `cdk synth` made.
 * @throws EngineError when it is not such a folder
 */
export async function readAssembly(folder: string): Promise<Assembly> {
  const manifest = manifestSchema.safeParse(await readJson(join(folder, 'manifest.json')));
  if (!manifest.success)
    throw new EngineError(`${folder}/manifest.json is not CDK's. Name a folder that "cdk synth" made.`);
  const artifacts = Object.entries(manifest.data.artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === STACK);
  const problems = artifacts
    .filter(([, { type }]) => type !== STACK && !HARMLESS.includes(type))
    .map(([name, { type }]) => unknownArtifact(name, type));
  const read = await Promise.all(stacks.map(([name, artifact]) => readStack(folder, name, artifact)));
  return { stacks: read, problems };
}

async function readStack(folder: string, artifactName: string, artifact: unknown): Promise<StackTemplate> {
  const parsed = stackSchema.safeParse(artifact);
  if (!parsed.success)
    throw new EngineError(`${folder}/manifest.json does not say where ${artifactName} is.`);
  const { environment, properties } = parsed.data;
  const { templateFile, stackName: name = artifactName } = properties;
  return { name, ...placeOf(environment), template: await readJson(join(folder, templateFile)) };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new EngineError(`${file} cannot be read. Name a folder that "cdk synth" made.`, { cause });
  }
}

function unknownArtifact(name: string, type: string): Finding {
  const found = `an artifact of type ${type}`;
  return {
    stack: name,
    logicalId: 'manifest.json',
    path: '',
    found,
    expected: 'stacks and their assets only',
  };
}
