import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { functionIdSchema, versionSchema } from '../../core/model/names.ts';
import { readManifest } from '../../functions-registry/read-manifest.ts';
import { isDataDirectoryInUse } from '../data-directory/lock.ts';
import { RecallFolder } from '../recalls/recall-folder.ts';
import { dataDirOption } from './data-dir-option.ts';
import { REGISTRY_DIRECTORY } from './registry-directory.ts';

interface RecallOptions {
  readonly version?: string;
  readonly undo?: true;
  readonly dataDir: string;
  readonly registry: string;
}

const HELP = `
No run of a recalled version begins, and one under way is stopped before it calls the function again or writes: by an
engine that runs, within half a minute; by one that does not, from its next start on. What the version has written
stays. A newer version goes on where it stopped.`;

/** `she recall FUNCTION`: keeps a version of a function from running on this machine. */
export function recallCommand(): Command {
  return new Command('recall')
    .description('keep a version of a function from running')
    .argument('<function>', 'its id')
    .option('--version <version>', 'such as 1.0.0 (default: the one in the registry)')
    .option('--undo', 'let it run again')
    .addOption(dataDirOption())
    .option('--registry <dir>', "the engine's", REGISTRY_DIRECTORY)
    .addHelpText('after', HELP)
    .action(place);
}

async function place(functionId: string, options: RecallOptions): Promise<void> {
  const version = await versionOf(functionId, options);
  const dataDir = resolve(options.dataDir);
  const isOfAnEngine = await stat(join(dataDir, 'engine.key')).then(
    () => true,
    () => false,
  );
  if (!isOfAnEngine)
    throw new EngineError(`No engine has run with ${dataDir}: choose its data directory with --data-dir.`);
  const folder = new RecallFolder(dataDir);
  await (options.undo ? folder.remove({ functionId, version }) : folder.add({ functionId, version }));
  const which = `${functionId} ${version}`;
  console.log(options.undo ? `${which} may run again.` : `${which} is recalled: ${await effect(dataDir)}`);
}

async function effect(dataDir: string): Promise<string> {
  return (await isDataDirectoryInUse(dataDir))
    ? 'what runs of it stops within half a minute, and nothing begins.'
    : 'no engine is running here; at its next start nothing of it begins.';
}

async function versionOf(functionId: string, { version, registry }: RecallOptions): Promise<string> {
  if (!functionIdSchema.safeParse(functionId).success)
    throw new EngineError(`"${functionId}" is no id of a function.`);
  if (version === undefined) {
    const { fields } = await readManifest(join(resolve(registry), functionId)).catch(() => ({
      fields: undefined,
    }));
    if (fields?.version) return fields.version;
    throw new EngineError(
      `${registry} holds no function ${functionId}: correct its name, or say which version with --version.`,
    );
  }
  if (versionSchema.safeParse(version).success) return version;
  throw new EngineError(`"${version}" is no version: write it like 1.0.0.`);
}
