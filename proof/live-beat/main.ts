import { Command, InvalidArgumentError } from 'commander';
import { runLive } from '../live/run-live.ts';
import { readStage } from '../live/stage.ts';
import { awaitBeat } from './await-beat.ts';

const NEEDS = 'may read metrics, as the managed policy ReadOnlyAccess allows';

interface Options {
  readonly stage: string;
  readonly since: Date;
  readonly wait: number;
}

/** `npm run live-beat`: whether runs flow through a deployed stage, by a heartbeat that was sent since. */
async function main({ stage: name, since, wait }: Options): Promise<number> {
  const { isWell, says } = await awaitBeat(readStage(name), { since, waitMinutes: wait });
  console.log(says);
  return isWell ? 0 : 1;
}

function minutes(text: string): number {
  if (!/^\d{1,2}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of minutes, at most 99.');
  return Number(text);
}

function moment(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be like 2026-11-23T17:00:00Z.');
  return date;
}

const options = new Command('live-beat')
  .description('wait until a heartbeat of the canary comes back right through a deployed stage')
  .requiredOption('--stage <name>', 'which config/<name>.json')
  .option('--since <time>', 'when the heartbeat must have been sent after; else now', moment, new Date())
  .option('--wait <minutes>', 'how long; heartbeats are five minutes apart', minutes, 20)
  .addHelpText(
    'after',
    '\nExits with 1 when none came back right, with 2 when AWS could not be asked. A stage without a canary passes.',
  )
  .parse()
  .opts<Options>();
await runLive(() => main(options), NEEDS);
