import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { functionIdSchema, versionSchema } from '../../core/model/names.ts';
import { readManifest } from '../../functions-registry/read-manifest.ts';
import { isDataDirectoryInUse } from '../data-directory/lock.ts';
import { recallAtStage } from '../recalls/recall-at-stage.ts';
import { RecallFolder } from '../recalls/recall-folder.ts';
import { recalledVersion } from '../recalls/recalled-version.ts';
import { atStage } from '../versions/stage-versions.ts';
import { dataDirOption } from './data-dir-option.ts';
import { printable } from './printable.ts';
import { REGISTRY_DIRECTORY } from './registry-directory.ts';

interface RecallOptions {
  readonly version?: string;
  readonly undo?: true;
  readonly replaced?: true;
  readonly dataDir: string;
  readonly registry: string;
  readonly stage?: string;
}

const IN_A_MINUTE = 'what runs of it stops within a minute, and nothing begins.';

const HELP = `
No run of a recalled version begins, and one under way is stopped before it calls the function again or writes: by an
engine that runs, within a minute; by one that does not, from its next start on. What the version has written stays. A
newer version goes on where it stopped; who had the version on trial has the former one again.

Without --stage, it is about an engine on this machine. With --stage NAME it is about the engine on AWS that
config/NAME.json describes, and uses the credentials of your environment: docs/versions.md says what they must allow.`;

/** `she recall FUNCTION`: keeps a version of a function from running, on this machine or on a stage. */
export function recallCommand(): Command {
  return new Command('recall')
    .description('keep a version of a function from running')
    .argument('<function>', 'its id')
    .option(
      '--version <version>',
      'such as 1.0.0 (default: the one in the registry; on a stage, the one there is; with --undo, the only one recalled)',
    )
    .option('--undo', 'let it run again')
    .option('--replaced', 'on a stage: also a version that nobody has any more, of which runs are under way')
    .addOption(dataDirOption())
    .option('--registry <dir>', "the engine's", REGISTRY_DIRECTORY)
    .addOption(new Option('--stage <name>', 'the engine on AWS that config/<name>.json describes'))
    .addHelpText('after', HELP)
    .action(place);
}

async function place(functionId: string, options: RecallOptions): Promise<void> {
  if (!functionIdSchema.safeParse(functionId).success)
    throw new EngineError(`"${printable(functionId, 60)}" is no id of a function.`);
  if (options.version !== undefined && !versionSchema.safeParse(options.version).success)
    throw new EngineError(`"${printable(options.version, 60)}" is no version: write it like 1.0.0.`);
  return options.stage === undefined
    ? placeHere(functionId, options)
    : placeAt(options.stage, functionId, options);
}

async function placeAt(stage: string, functionId: string, options: RecallOptions): Promise<void> {
  const { version, undo, replaced } = options;
  const isUndone = undo === true;
  const recalled = await atStage(stage, ({ releases }) =>
    recallAtStage(releases, { functionId, version, isUndone, isReplaced: replaced === true }),
  );
  tell(`${functionId} ${recalled}`, isUndone, IN_A_MINUTE);
}

async function placeHere(functionId: string, options: RecallOptions): Promise<void> {
  const dataDir = resolve(options.dataDir);
  const isOfAnEngine = await stat(join(dataDir, 'engine.key')).then(
    () => true,
    () => false,
  );
  if (!isOfAnEngine)
    throw new EngineError(`No engine has run with ${dataDir}: choose its data directory with --data-dir.`);
  const folder = new RecallFolder(dataDir);
  const version = options.undo
    ? recalledVersion(functionId, options.version, await recalledHere(folder, functionId))
    : await versionOf(functionId, options);
  await (options.undo ? folder.remove({ functionId, version }) : folder.add({ functionId, version }));
  tell(`${functionId} ${version}`, options.undo === true, await effect(dataDir));
}

async function recalledHere(folder: RecallFolder, functionId: string): Promise<readonly string[]> {
  const recalled = await folder.versions();
  return recalled.filter((one) => one.functionId === functionId).map(({ version }) => version);
}

function tell(which: string, isUndone: boolean, effect: string): void {
  console.log(isUndone ? `${which} may run again.` : `${which} is recalled: ${effect}`);
}

async function effect(dataDir: string): Promise<string> {
  return (await isDataDirectoryInUse(dataDir))
    ? IN_A_MINUTE
    : 'no engine is running here; at its next start nothing of it begins.';
}

async function versionOf(functionId: string, { version, registry }: RecallOptions): Promise<string> {
  if (version !== undefined) return version;
  const { fields } = await readManifest(join(resolve(registry), functionId)).catch(() => ({
    fields: undefined,
  }));
  if (fields?.version) return fields.version;
  throw new EngineError(
    `${registry} holds no function ${functionId}: correct its name, or say which version with --version.`,
  );
}
