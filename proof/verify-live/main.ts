import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readLock } from '../../functions-registry/lock-file.ts';
import { runLive } from '../live/run-live.ts';
import { readStage } from '../live/stage.ts';
import { openLiveClients } from './clients.ts';
import { readTemplates } from './templates.ts';
import { verify } from './verify.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NEEDS = 'may list and describe what is in the account, as the managed policy ReadOnlyAccess allows';

interface Options {
  readonly stage: string;
  readonly templates: string;
}

/** `npm run verify-live`: whether the account still is what was deployed there. */
async function main({ stage: name, templates }: Options): Promise<number> {
  const stage = readStage(name);
  const { entries: lock } = await readLock(`${ROOT}functions-registry`);
  const clients = openLiveClients(stage.region === undefined ? {} : { region: stage.region });
  const verdicts = await verify({ clients, templates: readTemplates(templates), lock, stage });
  for (const { claim, deviations } of verdicts) {
    console.log(`${deviations.length > 0 ? '✗' : '✓'} ${claim}`);
    for (const line of deviations) console.log(`    ${line}`);
  }
  const broken = verdicts.filter(({ deviations }) => deviations.length > 0).length;
  console.log(`${verdicts.length} claims, ${broken} of them do not hold`);
  return broken > 0 ? 1 : 0;
}

const options = new Command('verify-live')
  .description(
    'compare the network, role and functions of a deployed stage with what must be; changes nothing',
  )
  .requiredOption('--stage <name>', 'which config/<name>.json')
  .option('--templates <folder>', 'what cdk synth made for that stage', 'cdk.out')
  .addHelpText(
    'after',
    `\nExits with 1 when something is otherwise, with 2 when AWS could not be asked. Takes credentials that ${NEEDS}.`,
  )
  .parse()
  .opts<Options>();
await runLive(() => main(options), NEEDS);
