import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { functionNames } from '../../core/manage/register.ts';
import { runLive } from '../live/run-live.ts';
import { readStage } from '../live/stage.ts';
import { gather } from './gather.ts';
import { exitCode, judge } from './judge.ts';
import { chosenTargets } from './targets.ts';

const NEEDS = 'may invoke she-seal-canary, list its versions and log groups, and describe alarms';

interface Options {
  readonly stage: string;
  readonly yes?: true;
  readonly target: readonly string[];
  readonly domain?: string;
  readonly qualifier?: string;
  readonly wait: number;
}

/** `npm run live-canary`: tries the seal of a deployed stage from inside. */
async function main(options: Options): Promise<number> {
  const stage = readStage(options.stage);
  const name = functionNames(stage.namePrefix, 'seal-canary').process;
  const token = randomUUID();
  const targets = chosenTargets(options.target, options.domain && `${token}.${options.domain}`);
  if (!options.yes) {
    console.error(
      `This would invoke ${name} as two made-up tenants and let it try to reach:\n  ${[...targets.tcp, ...targets.udp, ...targets.names].join('\n  ')}\nIt would also try, from here, what the canary's own credentials allow: six calls, all of which must be denied.\nDeploy it first, as docs/security.md says; then add --yes.`,
    );
    return 2;
  }
  const alarm = `${stage.namePrefix}-rejected-traffic`;
  const config = stage.region === undefined ? {} : { region: stage.region };
  const facts = await gather(config, {
    name,
    alarm,
    targets,
    qualifier: options.qualifier,
    wait: options.wait,
  });
  const judgements = judge(facts);
  for (const { check, verdict, why } of judgements)
    console.log(`${verdict.padEnd(7)} ${check}\n          ${why}`);
  if (options.domain)
    console.log(
      `\nNow look into the log of the name servers of ${options.domain}: ${token} must not be in it.`,
    );
  return exitCode(judgements);
}

function minutes(text: string): number {
  if (!/^\d{1,2}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of minutes, at most 99.');
  return Number(text);
}

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

const options = new Command('live-canary')
  .description('let a deployed probe try to get out, as two tenants, and judge what it reports')
  .requiredOption('--stage <name>', 'which config/<name>.json')
  .option('--yes', 'do it')
  .option(
    '--target <address>',
    'tcp://HOST:PORT, udp://HOST:PORT or name://NAME; instead of the usual',
    collect,
    [],
  )
  .option('--domain <name>', 'one whose name servers you can watch: a random name below it is asked for')
  .option('--qualifier <version>', 'of the probe; else the newest')
  .option('--wait <minutes>', 'for the alarm; 0 does not look', minutes, 15)
  .addHelpText(
    'after',
    '\nExits with 1 when a check fails, with 2 when one could not be made. docs/security.md tells how to deploy the probe.',
  )
  .parse()
  .opts<Options>();
await runLive(() => main(options), NEEDS);
