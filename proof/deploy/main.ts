import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { runLive } from '../live/run-live.ts';
import { objection } from './aws-place.ts';
import type { PdaOptions } from './given-pda.ts';
import { missingForMoto } from './moto/start-moto.ts';
import { tryOnMoto } from './try-on-moto.ts';
import { tryThere } from './try-there.ts';

interface Options extends PdaOptions {
  readonly moto?: true;
  readonly endpoint?: string;
  readonly stage: string;
  readonly yes?: true;
  readonly ifInstalled?: true;
}

const HELP = `
--moto needs Python's moto, and makes the trial with it on this machine: nothing leaves it. With --endpoint it is made in an
AWS that is somewhere else and runs Lambdas by itself; without either, in AWS, with the credentials of your environment.
Ends with 0 when every step was seen, with 1 when one failed, and with 2 when the trial could not begin.`;

/** `npm run deploy-trial`: the whole engine is deployed, used, changed and destroyed. */
async function main(options: Options): Promise<number> {
  const endpoint = options.endpoint ?? process.env.AWS_ENDPOINT_URL;
  const problem = options.moto ? missingForMoto() : objection(endpoint, options.yes === true);
  if (problem !== undefined) {
    console.error(options.moto ? `skipped: the trial deployment. ${problem}` : problem);
    return options.moto && options.ifInstalled ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'she-trial-'));
  const tell = (line: string) => console.log(line);
  const isWhole = options.moto
    ? await tryOnMoto({ name: options.stage, folder, tell })
    : await tryThere({ ...options, name: options.stage, folder, tell, endpoint });
  if (isWhole) await rm(folder, { recursive: true, force: true });
  else console.error(`Logs and the assembly are in ${folder}.`);
  return isWhole ? 0 : 1;
}

/** What says where a trial is made that is not made here. */
const ELSEWHERE = ['endpoint', 'yes', 'pda', 'pdaUrl', 'pdaTokenFile', 'ownerTokenFile'];

const options = new Command('deploy-trial')
  .description(
    'deploy every stack, register a PDA, see a run, change a function, destroy: and say what was seen',
  )
  .addOption(new Option('--moto', 'against moto on this machine').conflicts(ELSEWHERE))
  .option('--if-installed', 'with --moto: ends with 0 where moto is missing, and says so')
  .option('--endpoint <url>', 'of another AWS than AWS')
  .option('--stage <name>', 'which config/<name>.json', 'trial')
  .option('--yes', 'do it, wherever it is')
  .option('--pda <domain>', 'elsewhere: of a PDA that is reached from there')
  .option('--pda-url <url>', 'elsewhere: its address')
  .option('--pda-token-file <file>', 'elsewhere: the token that it has issued to the engine')
  .option('--owner-token-file <file>', "elsewhere: its owner's token")
  .addHelpText('after', HELP)
  .parse()
  .opts<Options>();
await runLive(() => main(options), 'may deploy the stacks');
