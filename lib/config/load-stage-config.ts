import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import { ENGLISH } from '../../core/model/english.ts';
import { jsonPath } from '../../functions-registry/registry-invalid.ts';
import { DeploymentInvalid } from '../deployment-invalid.ts';
import { type StageConfig, stageConfigSchema } from './stage-config.ts';

/**
 * Reads a stage's configuration.
 * @param stage what follows `-c stage=`; absent means defaults that fit any account and region
 * @throws DeploymentInvalid
 */
export function loadStageConfig(directory: string, stage: unknown): StageConfig {
  if (stage === undefined) return stageConfigSchema.parse({});
  if (typeof stage !== 'string' || !/^[a-z0-9-]+$/.test(stage))
    throw new DeploymentInvalid(`-c stage=${stage}: a stage name is made of a-z, 0-9 and "-"`);

  const file = join(directory, `${stage}.json`);
  if (!existsSync(file))
    throw new DeploymentInvalid(
      `${file} does not exist. Copy ${join(directory, 'example.json')} to it, or choose one of: ${stages(directory)}`,
    );
  return parse(file, readFileSync(file, 'utf8'));
}

function parse(file: string, text: string): StageConfig {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new DeploymentInvalid(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const result = stageConfigSchema.safeParse(content, ENGLISH);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${jsonPath(issue.path)}: ${reasonOf(issue)}`);
  throw new DeploymentInvalid([`${file} cannot be used. Correct these values:`, ...problems].join('\n'));
}

/** Of a wrong name in a record the schema says only that it is wrong, and beneath it why. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_key') return issue.message;
  return issue.issues.map(({ message }) => message).join('; ');
}

function stages(directory: string): string {
  if (!existsSync(directory)) return '(none)';
  const names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return names.map((name) => name.slice(0, -'.json'.length)).join(', ');
}
