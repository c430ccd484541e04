import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { inTurns } from '../../core/in-turns.ts';
import { openLocalVersionDesk } from '../versions/local-version-desk.ts';
import { atStage, stageVersionDesk } from '../versions/stage-versions.ts';
import type { VersionDesk } from '../versions/version-desk.ts';
import { dataDirOption } from './data-dir-option.ts';
import { unknownFunction } from './unknown-function.ts';
import { pruneStage, resume } from './version-changes.ts';
import { type FunctionVersions, versionPage, versionTable } from './version-view.ts';

const HELP = `
A new version takes over for everybody at once, or, where "rollouts" in config/NAME.json names its function, first for a
share of all PDAs: it is on trial. One that fails too often there is returned by itself, and nobody gets it any more until
it is resumed, or another version is deployed. docs/versions.md says more.

Without --stage, it is about the last start of an engine on this machine, where everybody has the version in the registry.
With --stage NAME it is about the engine on AWS that config/NAME.json describes, and uses the credentials of your environment.`;

const LISTED_AT_A_TIME = 5;
const [FEWEST_KEPT, MOST_KEPT] = [2, 1_000];

interface StageOptions {
  readonly stage: string;
}

/** `she versions [list|resume|prune]`: who gets which version of a function, and what is retained of it. */
export function versionsCommand(): Command {
  const versions = new Command('versions').description('see and change who gets which version of a function');
  versions.addHelpText('after', HELP);
  versions
    .command('list [function]', { isDefault: true })
    .description('show who gets which version, of every function or of one with what is retained')
    .option('--json', 'as JSON')
    .addOption(dataDirOption())
    .addOption(stageOption())
    .action((id: string | undefined, options: { json?: true; dataDir: string; stage?: string }) =>
      atDesk(options, async (desk) => console.log(shown(await found(desk, id), id, options.json === true))),
    );
  versions
    .command('resume <function@version>')
    .description('give a version that was returned to its share of PDAs again')
    .addOption(stageOption().makeOptionMandatory())
    .action((which: string, { stage }: StageOptions) => resume(which, stage));
  versions
    .command('prune')
    .description('delete old versions that no PDA gets and no roll-back needs')
    .addOption(stageOption().makeOptionMandatory())
    .option('--keep <n>', 'so many of the newest stay (default: versionsKept of the stage)', readCount)
    .option('--dry-run', 'only say what would go')
    .action((options: StageOptions & { keep?: number; dryRun?: true }) => pruneStage(options));
  return versions;
}

const stageOption = () => new Option('--stage <name>', 'the engine on AWS that config/<name>.json describes');

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= FEWEST_KEPT && count <= MOST_KEPT) return count;
  throw new InvalidArgumentError(`a whole number from ${FEWEST_KEPT} to ${MOST_KEPT}`);
}

function atDesk(
  { dataDir, stage }: { readonly dataDir: string; readonly stage?: string },
  work: (desk: VersionDesk) => Promise<void>,
): Promise<void> {
  if (stage === undefined) return work(openLocalVersionDesk(resolve(dataDir)));
  return atStage(stage, (versions) => work(stageVersionDesk(versions)));
}

async function found(desk: VersionDesk, id: string | undefined): Promise<readonly FunctionVersions[]> {
  const summaries = (await desk.summaries()).filter(
    ({ functionId }) => id === undefined || functionId === id,
  );
  if (id !== undefined && summaries.length === 0) throw unknownFunction(id);
  return inTurns(summaries, LISTED_AT_A_TIME, async (summary) => {
    return { summary, retained: await desk.retained(summary) };
  });
}

function shown(all: readonly FunctionVersions[], id: string | undefined, asJson: boolean): string {
  const [one] = all;
  if (asJson) {
    const views = all.map(({ summary, retained }) => ({ ...summary, retained }));
    return JSON.stringify(id === undefined ? views : views[0], undefined, 2);
  }
  return id !== undefined && one ? versionPage(one) : versionTable(all);
}
